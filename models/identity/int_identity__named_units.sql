-- A unit without a first name (many subscribers) takes the name of the person behind its e-mail,
-- and from then on is compared as that person. First names with different initials are several
-- people: it may be any of them, and stays apart. With one initial they may be spellings of one
-- name, and the earliest seen is taken. So it never ties two people together.
with

units as (

    select * from {{ ref('int_identity__units') }}

),

people as (

    select
        email_hash,
        first_name_key,
        last_name_key,
        birth_date,
        min(first_seen_at) as first_seen_at,
        min(record_id) as record_id

    from units

    where
        email_hash is not null
        and coalesce(first_name_key, last_name_key) is not null

    group by email_hash, first_name_key, last_name_key, birth_date

),

candidates as (

    select
        units.unit_id,
        people.first_name_key,
        people.last_name_key,
        people.birth_date,
        min(left(people.first_name_key, 1)) over (partition by units.unit_id) as first_initial,
        max(left(people.first_name_key, 1)) over (partition by units.unit_id) as last_initial,
        row_number() over (
            partition by units.unit_id
            order by
                case when people.first_name_key is null then 1 else 0 end,
                people.first_seen_at nulls last,
                people.record_id,
                units.record_id
        ) as candidate_rank

    from units

    inner join people
        on units.email_hash = people.email_hash

    where
        units.first_name_key is null
        and (
            units.last_name_key is null
            or people.last_name_key is null
            or units.last_name_key = people.last_name_key
        )
        and {{ birth_dates_agree('units.birth_date', 'people.birth_date') }}

)

select
    units.record_id,
    units.unit_id,
    coalesce(units.first_name_key, candidates.first_name_key) as first_name_key,
    coalesce(units.last_name_key, candidates.last_name_key) as last_name_key,
    units.account_hash,
    units.email_hash,
    units.phone_hash,
    coalesce(units.birth_date, candidates.birth_date) as birth_date,
    units.first_seen_at

from units

left join candidates
    on
        units.unit_id = candidates.unit_id
        and candidates.candidate_rank = 1
        and coalesce(candidates.first_initial = candidates.last_initial, true)
