select
    cast(null as varchar) as order_line_id,
    cast(null as varchar) as order_id,
    cast(null as varchar) as customer_id,
    cast(null as varchar) as product_id,
    cast(null as varchar) as category,
    cast(null as varchar) as brand,
    cast(null as decimal(18,4)) as quantity,
    cast(null as decimal(18,4)) as returned_quantity,
    cast(null as decimal(18,4)) as net_quantity,
    cast(null as decimal(18,4)) as line_amount,
    cast(null as boolean) as is_counted,
    cast(null as date) as order_date

where false
