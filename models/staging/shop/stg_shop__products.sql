select
    cast(null as varchar) as product_id,
    cast(null as varchar) as variant_id,
    cast(null as varchar) as sku,
    cast(null as varchar) as title,
    cast(null as varchar) as brand,
    cast(null as varchar) as category_path,
    cast(null as decimal(18,4)) as price,
    cast(null as decimal(18,4)) as unit_cost,
    cast(null as varchar) as status,
    cast(null as timestamp) as created_at,
    cast(null as varchar) as life_event_tag,
    cast(null as varchar) as occasion_tag,
    cast(null as integer) as replenish_days,
    cast(null as varchar) as target_gender,
    cast(null as varchar) as source_id,
    cast(null as timestamp) as source_updated_at,
    cast(null as timestamp) as loaded_at

where false
