with

attribute_values as (

    select * from {{ ref('int_customer__attribute_values') }}

),

rules as (

    select
        attribute,
        survives_with

    from {{ ref('survivorship_rules') }}

),

survivors as (

    select * from {{ ref('int_customer__survivors') }}

)

select
    attribute_values.customer_id,
    attribute_values.attribute,
    attribute_values.attribute_value,
    attribute_values.record_id,
    attribute_values.source_id,
    attribute_values.observed_at,
    cast(survivors.survivor_rank as bigint) as survivor_rank,
    survivors.survivor_rank = 1 as is_survivor,
    case when survivors.survivor_rank = 1 then 'survives' else survivors.decided_by end
        as decided_by

from attribute_values

inner join rules
    on attribute_values.attribute = rules.attribute

inner join survivors
    on
        attribute_values.customer_id = survivors.customer_id
        and attribute_values.record_id = survivors.record_id
        and rules.survives_with = survivors.survives_with
