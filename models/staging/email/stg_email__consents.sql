select
    cast(null as varchar) as consent_event_id,
    cast(null as varchar) as channel,
    cast(null as varchar) as subscriber_id,
    cast(null as varchar) as address,
    cast(null as varchar) as purpose,
    cast(null as varchar) as state,
    cast(null as varchar) as opt_in_level,
    cast(null as varchar) as method,
    cast(null as varchar) as source_text,
    cast(null as timestamp) as occurred_at,
    cast(null as varchar) as ip_hash,
    cast(null as varchar) as source_id,
    cast(null as timestamp) as source_updated_at,
    cast(null as timestamp) as loaded_at

where false
