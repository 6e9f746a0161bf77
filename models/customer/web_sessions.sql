select
    cast(null as varchar) as session_key,
    cast(null as varchar) as customer_id,
    cast(null as varchar) as session_id,
    cast(null as varchar) as device_type,
    cast(null as bigint) as page_views,
    cast(null as bigint) as product_views,
    cast(null as bigint) as add_to_carts,
    cast(null as decimal(18,4)) as engaged_seconds,
    cast(null as date) as session_date,
    cast(null as timestamp) as started_at,
    cast(null as timestamp) as last_product_view_at

where false
