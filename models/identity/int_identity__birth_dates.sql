-- A unit without a birth date takes that of its earliest namesake behind the same e-mail, else
-- the same phone, so that it never ties a father and a son of one name together.
with

evidence as (

    select * from {{ ref('int_identity__evidence') }}

    where first_name_key is not null

),

dated_people as (

    select
        rule,
        identifier_hash,
        first_name_key,
        last_name_key,
        birth_date,
        min(first_seen_at) as first_seen_at,
        min(record_id) as record_id

    from evidence

    where birth_date is not null

    group by rule, identifier_hash, first_name_key, last_name_key, birth_date

),

candidates as (

    select
        evidence.unit_id,
        dated_people.birth_date,
        row_number() over (
            partition by evidence.unit_id
            order by
                case when evidence.rule = 'same_email' then 0 else 1 end,
                case when evidence.last_name_key = dated_people.last_name_key then 0 else 1 end,
                dated_people.first_seen_at nulls last,
                dated_people.record_id,
                evidence.record_id
        ) as candidate_rank

    from evidence

    inner join dated_people
        on
            evidence.rule = dated_people.rule
            and evidence.identifier_hash = dated_people.identifier_hash
            and evidence.first_name_key = dated_people.first_name_key

    where
        evidence.birth_date is null
        and (evidence.rule = 'same_email' or evidence.last_name_key = dated_people.last_name_key)

)

select
    unit_id,
    birth_date

from candidates

where candidate_rank = 1
