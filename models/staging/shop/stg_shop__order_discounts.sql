select
    cast(null as varchar) as order_discount_id,
    cast(null as varchar) as order_id,
    cast(null as varchar) as code,
    cast(null as varchar) as discount_type,
    cast(null as decimal(18,4)) as amount,
    cast(null as varchar) as kind,
    cast(null as varchar) as campaign_id,
    cast(null as varchar) as source_id,
    cast(null as timestamp) as source_updated_at,
    cast(null as timestamp) as loaded_at

where false
