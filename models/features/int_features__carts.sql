select
    cast(null as varchar) as customer_id

where false
