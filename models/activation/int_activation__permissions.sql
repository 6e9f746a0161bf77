select
    cast(null as varchar) as customer_id,
    cast(null as varchar) as channel,
    cast(null as varchar) as address,
    cast(null as boolean) as is_allowed,
    cast(null as varchar) as reason

where false
