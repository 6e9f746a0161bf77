select
    cast(null as date) as as_of,
    cast(null as varchar) as segment,
    cast(null as varchar) as customer_id,
    cast(null as varchar) as change,
    cast(null as date) as previous_as_of

where false
