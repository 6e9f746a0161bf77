with

carts as (

    select * from {{ ref('base_shop__carts') }}

),

rows_set_aside as (

    select
        loaded_at,
        source_file,
        source_line

    from {{ ref('int_staging__rows_set_aside') }}

    where source_table = 'shop_carts'

)

select
    cart_id,
    shop_customer_id,
    email,
    anonymous_id,
    created_at,
    updated_at,
    converted_order_id,
    total_amount,
    currency,
    items_count,
    source_id,
    source_updated_at,
    loaded_at

from carts

where not exists (
    select 1 from rows_set_aside
    where {{ same_row('rows_set_aside', 'carts') }}
)
