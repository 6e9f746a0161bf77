with

order_discounts as (

    select * from {{ ref('base_shop__order_discounts') }}

),

rows_set_aside as (

    select
        loaded_at,
        source_file,
        source_line

    from {{ ref('int_staging__rows_set_aside') }}

    where source_table = 'shop_order_discounts'

)

select
    order_discount_id,
    order_id,
    code,
    discount_type,
    amount,
    kind,
    campaign_id,
    source_id,
    source_updated_at,
    loaded_at

from order_discounts

where not exists (
    select 1 from rows_set_aside
    where {{ same_row('rows_set_aside', 'order_discounts') }}
)
