-- Records that share an identifier, a name and a birth date form a star around the smallest of
-- them.
with

evidence as (

    select * from {{ ref('int_identity__evidence') }}

),

birth_dates as (

    select * from {{ ref('int_identity__birth_dates') }}

),

people as (

    select
        evidence.record_id,
        evidence.rule,
        evidence.identifier_hash,
        evidence.first_name_key,
        evidence.last_name_key,
        case
            when
                evidence.first_name_key is not null
                then coalesce(evidence.birth_date, birth_dates.birth_date)
            else evidence.birth_date
        end as birth_date

    from evidence

    left join birth_dates
        on evidence.unit_id = birth_dates.unit_id

)

select
    record_id,
    min(record_id) over (
        partition by rule, identifier_hash, first_name_key, last_name_key, birth_date
    ) as centre_id,
    rule,
    identifier_hash,
    first_name_key,
    last_name_key,
    birth_date

from people
