with

products as (

    select * from {{ ref('base_shop__products') }}

),

rows_set_aside as (

    select
        loaded_at,
        source_file,
        source_line

    from {{ ref('int_staging__rows_set_aside') }}

    where source_table = 'shop_products'

)

select
    product_id,
    variant_id,
    sku,
    title,
    brand,
    category_path,
    price,
    unit_cost,
    status,
    created_at,
    life_event_tag,
    occasion_tag,
    replenish_days,
    target_gender,
    source_id,
    source_updated_at,
    loaded_at

from products

where not exists (
    select 1 from rows_set_aside
    where {{ same_row('rows_set_aside', 'products') }}
)
