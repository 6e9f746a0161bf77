select
    cast(null as varchar) as subscriber_id,
    cast(null as varchar) as channel,
    cast(null as varchar) as address,
    cast(null as varchar) as shop_customer_id,
    cast(null as varchar) as first_name,
    cast(null as varchar) as last_name,
    cast(null as varchar) as language,
    cast(null as varchar) as timezone,
    cast(null as varchar) as status,
    cast(null as timestamp) as status_at,
    cast(null as varchar) as list_ids,
    cast(null as varchar) as source,
    cast(null as timestamp) as created_at,
    cast(null as varchar) as source_id,
    cast(null as timestamp) as source_updated_at,
    cast(null as timestamp) as loaded_at

where false
