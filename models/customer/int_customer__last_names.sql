with

last_names as (

    select
        customer_id,
        is_survivor,
        {{ fold_name('attribute_value') }} as last_name

    from {{ ref('customer_attribute_values') }}

    where attribute = 'last_name'

)

select
    customer_id,
    last_name,
    max(case when is_survivor then 1 else 0 end) = 1 as is_survivor

from last_names

where last_name is not null

group by customer_id, last_name
