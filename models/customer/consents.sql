select
    cast(null as varchar) as customer_id,
    cast(null as varchar) as channel,
    cast(null as varchar) as purpose,
    cast(null as varchar) as state,
    cast(null as timestamp) as decided_at,
    cast(null as varchar) as source_id,
    cast(null as bigint) as statement_count

where false
