select
    cast(null as varchar) as segment,
    cast(null as varchar) as customer_id,
    cast(null as date) as as_of,
    cast(null as date) as member_since

where false
