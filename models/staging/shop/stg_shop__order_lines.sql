select
    cast(null as varchar) as order_line_id,
    cast(null as varchar) as order_id,
    cast(null as varchar) as line_type,
    cast(null as varchar) as product_id,
    cast(null as varchar) as variant_id,
    cast(null as varchar) as sku,
    cast(null as varchar) as title,
    cast(null as decimal(18,4)) as quantity,
    cast(null as decimal(18,4)) as unit_price,
    cast(null as decimal(18,4)) as discount_amount,
    cast(null as decimal(18,4)) as line_amount,
    cast(null as decimal(18,4)) as unit_cost,
    cast(null as varchar) as source_id,
    cast(null as timestamp) as source_updated_at,
    cast(null as timestamp) as loaded_at

where false
