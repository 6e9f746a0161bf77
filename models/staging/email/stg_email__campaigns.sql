select
    cast(null as varchar) as campaign_id,
    cast(null as varchar) as kind,
    cast(null as varchar) as channel,
    cast(null as varchar) as name,
    cast(null as varchar) as subject,
    cast(null as timestamp) as sent_at,
    cast(null as varchar) as tags,
    cast(null as varchar) as segment,
    cast(null as varchar) as variant,
    cast(null as decimal(18,4)) as cost_amount,
    cast(null as varchar) as source_id,
    cast(null as timestamp) as source_updated_at,
    cast(null as timestamp) as loaded_at

where false
