select
    cast(null as date) as as_of,
    cast(null as varchar) as customer_id,
    cast(null as varchar) as event,
    cast(null as varchar) as other_customer_id,
    cast(null as bigint) as record_count

where false
