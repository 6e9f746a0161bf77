-- A value that people with different initials use says less of one of them; so does a name that
-- many have. Both are counted on the data, so that they hold at any size.
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

initials as (

    select
        *,
        left(first_name_key, 1) as initial

    from profiles

)

select
    initials.profile_id,
    initials.exact_cluster,
    initials.first_name_key,
    initials.last_name_key,
    initials.birth_date,
    initials.side,
    initials.email_hash,
    initials.mailbox_name,
    initials.mailbox_key,
    initials.phone_hash,
    initials.address_key,
    initials.postal_code,
    first_names.first_name_count,
    listed_names.first_name is not null as is_listed_name,
    full_names.full_name_count,
    initials.email_hash is not null
    and min(initials.initial) over (partition by initials.email_hash)
    <> max(initials.initial) over (partition by initials.email_hash) as is_shared_email,
    initials.phone_hash is not null
    and min(initials.initial) over (partition by initials.phone_hash)
    <> max(initials.initial) over (partition by initials.phone_hash) as is_shared_phone,
    initials.address_key is not null
    and min(initials.last_name_key) over (partition by initials.address_key)
    <> max(initials.last_name_key) over (partition by initials.address_key) as is_shared_address

from initials

inner join first_names
    on initials.first_name_key = first_names.first_name_key

left join listed_names
    on initials.first_name_key = listed_names.first_name

left join full_names
    on
        initials.first_name_key = full_names.first_name_key
        and initials.last_name_key = full_names.last_name_key
