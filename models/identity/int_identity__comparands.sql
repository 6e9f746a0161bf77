-- A name that many have says less of one of them, and so does a value that several share. Both are
-- counted on the data, so that they hold at any size.
with

profiles as (

    select * from {{ ref('int_identity__profiles') }}

),

first_names as (

    select
        first_name_key,
        count(distinct exact_cluster) as first_name_count

    from profiles

    group by first_name_key

),

full_names as (

    select
        first_name_key,
        last_name_key,
        count(distinct exact_cluster) as full_name_count

    from profiles

    where last_name_key is not null

    group by first_name_key, last_name_key

),

listed_names as (

    select first_name

    from {{ ref('first_name_variants') }}

    group by first_name

),

shared_values as (

    select * from {{ ref('int_identity__shared_values') }}

)

select
    profiles.*,
    first_names.first_name_count,
    listed_names.first_name is not null as is_listed_name,
    full_names.full_name_count,
    shared_emails.value is not null as is_shared_email,
    shared_phones.value is not null as is_shared_phone,
    shared_addresses.value is not null as is_shared_address

from profiles

inner join first_names
    on profiles.first_name_key = first_names.first_name_key

left join listed_names
    on profiles.first_name_key = listed_names.first_name

left join full_names
    on
        profiles.first_name_key = full_names.first_name_key
        and profiles.last_name_key = full_names.last_name_key

left join shared_values as shared_emails
    on
        shared_emails.kind = 'email'
        and cast(profiles.email_hash as string) = shared_emails.value

left join shared_values as shared_phones
    on
        shared_phones.kind = 'phone'
        and cast(profiles.phone_hash as string) = shared_phones.value

left join shared_values as shared_addresses
    on
        shared_addresses.kind = 'address'
        and profiles.address_key = shared_addresses.value
