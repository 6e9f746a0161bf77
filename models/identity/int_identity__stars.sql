-- Records that share an identifier, a name and a birth date form a star around the smallest of
-- them. A unit without a birth date takes that of its earliest namesake behind the same e-mail,
-- else the same phone, so that it never ties a father and a son of one name together.
with

evidence as (

    select * from {{ ref('int_identity__evidence') }}

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

namesakes as (

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
        ) as namesake_rank

    from evidence

    inner join dated_people
        on
            evidence.rule = dated_people.rule
            and evidence.identifier_hash = dated_people.identifier_hash
            and evidence.first_name_key = dated_people.first_name_key

    where
        evidence.birth_date is null
        and (evidence.rule = 'same_email' or evidence.last_name_key = dated_people.last_name_key)

),

people as (

    select
        evidence.record_id,
        evidence.rule,
        evidence.identifier_hash,
        evidence.first_name_key,
        evidence.last_name_key,
        coalesce(evidence.birth_date, namesakes.birth_date) as birth_date,
        evidence.side

    from evidence

    left join namesakes
        on
            evidence.unit_id = namesakes.unit_id
            and namesakes.namesake_rank = 1

)

select
    record_id,
    min(record_id) over (
        partition by rule, identifier_hash, first_name_key, last_name_key, birth_date, side
    ) as centre_id,
    rule,
    identifier_hash,
    first_name_key,
    last_name_key,
    birth_date,
    side

from people
