select
    cast(null as varchar) as cart_id,
    cast(null as varchar) as shop_customer_id,
    cast(null as varchar) as email,
    cast(null as varchar) as anonymous_id,
    cast(null as timestamp) as created_at,
    cast(null as timestamp) as updated_at,
    cast(null as varchar) as converted_order_id,
    cast(null as decimal(18,4)) as total_amount,
    cast(null as varchar) as currency,
    cast(null as integer) as items_count,
    cast(null as varchar) as source_id,
    cast(null as timestamp) as source_updated_at,
    cast(null as timestamp) as loaded_at

where false
