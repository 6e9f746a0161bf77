select
    cast(null as varchar) as record_id,
    cast(null as varchar) as customer_id,
    cast(null as varchar) as record_type,
    cast(null as varchar) as source_id,
    cast(null as varchar) as source_key,
    cast(null as timestamp) as first_seen_at,
    cast(null as date) as customer_since

where false
