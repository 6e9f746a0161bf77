select
    cast(null as varchar) as channel,
    cast(null as varchar) as segment,
    cast(null as varchar) as customer_id,
    cast(null as varchar) as reason,
    cast(null as date) as as_of

where false
