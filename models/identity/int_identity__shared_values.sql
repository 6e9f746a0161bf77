-- Values that people with different initials use, and addresses of several last names. The initial
-- of a name that nearly nobody has may be a slip of the pen: it makes nothing shared.
with

profiles as (

    select * from {{ ref('int_identity__profiles') }}

),

first_name_counts as (

    select
        first_name_key,
        count(distinct exact_cluster) as first_name_count

    from profiles

    group by first_name_key

),

usual_names as (

    select
        profiles.*,
        left(profiles.first_name_key, 1) as initial

    from profiles

    inner join first_name_counts
        on profiles.first_name_key = first_name_counts.first_name_key

    where first_name_counts.first_name_count >= 3

)

select
    'email' as kind,
    cast(email_hash as string) as value

from usual_names

where email_hash is not null

group by email_hash

having min(initial) <> max(initial)

union all

select
    'phone' as kind,
    cast(phone_hash as string) as value

from usual_names

where phone_hash is not null

group by phone_hash

having min(initial) <> max(initial)

union all

select
    'address' as kind,
    address_key as value

from profiles

where address_key is not null

group by address_key

having min(last_name_key) <> max(last_name_key)
