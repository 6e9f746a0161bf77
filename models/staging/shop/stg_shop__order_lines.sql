with

order_lines as (

    select * from {{ ref('base_shop__order_lines') }}

),

rows_set_aside as (

    select
        loaded_at,
        source_file,
        source_line

    from {{ ref('int_staging__rows_set_aside') }}

    where source_table = 'shop_order_lines'

)

select
    order_line_id,
    order_id,
    line_type,
    product_id,
    variant_id,
    sku,
    title,
    quantity,
    unit_price,
    discount_amount,
    line_amount,
    unit_cost,
    source_id,
    source_updated_at,
    loaded_at

from order_lines

where not exists (
    select 1 from rows_set_aside
    where {{ same_row('rows_set_aside', 'order_lines') }}
)
