select
    cast(null as varchar) as cart_id,
    cast(null as varchar) as customer_id,
    cast(null as varchar) as order_id,
    cast(null as decimal(18,4)) as cart_value,
    cast(null as bigint) as items_count,
    cast(null as boolean) as is_converted,
    cast(null as timestamp) as created_at,
    cast(null as timestamp) as last_active_at

where false
