with

attribute_values as (

    select * from {{ ref('int_customer__attribute_values') }}

),

value_counts as (

    select
        customer_id,
        attribute,
        count(distinct attribute_value) as value_count

    from attribute_values

    group by customer_id, attribute

),

ranked as (

    select
        *,
        row_number() over (
            partition by customer_id, attribute
            order by priority asc, observed_at desc nulls last, record_id asc
        ) as survivor_rank

    from attribute_values

)

select
    ranked.customer_id,
    ranked.attribute,
    ranked.attribute_value,
    ranked.record_id,
    ranked.source_id,
    ranked.observed_at,
    value_counts.value_count

from ranked

inner join value_counts
    on
        ranked.customer_id = value_counts.customer_id
        and ranked.attribute = value_counts.attribute

where ranked.survivor_rank = 1
