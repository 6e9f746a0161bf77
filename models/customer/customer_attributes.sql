with

attribute_values as (

    select * from {{ ref('customer_attribute_values') }}

),

value_counts as (

    select
        customer_id,
        attribute,
        count(distinct attribute_value) as value_count

    from attribute_values

    group by customer_id, attribute

)

select
    attribute_values.customer_id,
    attribute_values.attribute,
    attribute_values.attribute_value,
    attribute_values.record_id,
    attribute_values.source_id,
    attribute_values.observed_at,
    value_counts.value_count

from attribute_values

inner join value_counts
    on
        attribute_values.customer_id = value_counts.customer_id
        and attribute_values.attribute = value_counts.attribute

where attribute_values.is_survivor
