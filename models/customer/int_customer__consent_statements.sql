select
    cast(null as varchar) as statement_id,
    cast(null as varchar) as customer_id,
    cast(null as varchar) as channel,
    cast(null as varchar) as purpose,
    cast(null as varchar) as address,
    cast(null as varchar) as state,
    cast(null as varchar) as source_id,
    cast(null as timestamp) as stated_at

where false
