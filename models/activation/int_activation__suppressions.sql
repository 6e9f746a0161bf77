-- Everybody who uses a suppressed address, also one that several people share or that is nobody's
-- key (a role, a relay) but was granted.
with

suppressed_addresses as (

    select
        identifier_hash,
        channel,
        reason

    from {{ ref('suppressed_addresses') }}

),

users as (

    select
        customer_id,
        identifier_hash

    from {{ ref('customer_identifiers') }}

    union all

    select
        customer_id,
        identifier_hash

    from {{ ref('contactable_addresses') }}

)

select
    users.customer_id,
    suppressed_addresses.channel,
    case
        when count(case when suppressed_addresses.reason = 'suppressed_complaint' then 1 end) > 0
            then 'suppressed_complaint'
        else 'suppressed_bounce'
    end as reason

from suppressed_addresses

inner join users
    on suppressed_addresses.identifier_hash = users.identifier_hash

group by users.customer_id, suppressed_addresses.channel
