-- What a person should look at: alike, but not joined. The verdict is a row of identity_overrides.
with

links as (

    select * from {{ ref('identity_links') }}

    where decision in ('review', 'vetoed')

),

identities as (

    select
        record_id,
        customer_id

    from {{ ref('customer_identities') }}

)

select
    links.left_record_id,
    links.right_record_id,
    left_identities.customer_id as left_customer_id,
    right_identities.customer_id as right_customer_id,
    links.weight,
    links.reason,
    links.first_name_level,
    links.last_name_level,
    links.birth_date_level,
    links.email_level,
    links.phone_level,
    links.address_level,
    links.version

from links

inner join identities as left_identities
    on links.left_record_id = left_identities.record_id

inner join identities as right_identities
    on links.right_record_id = right_identities.record_id

where left_identities.customer_id <> right_identities.customer_id
