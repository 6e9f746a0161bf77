select
    cast(null as varchar) as order_id,
    cast(null as varchar) as customer_id,
    cast(null as varchar) as source_id,
    cast(null as varchar) as cart_id,
    cast(null as varchar) as currency,
    cast(null as varchar) as channel,
    cast(null as varchar) as device_type,
    cast(null as varchar) as payment_method,
    cast(null as varchar) as delivery_type,
    cast(null as decimal(18,4)) as gross_amount,
    cast(null as decimal(18,4)) as discount_amount,
    cast(null as decimal(18,4)) as coupon_amount,
    cast(null as decimal(18,4)) as refunded_amount,
    cast(null as decimal(18,4)) as net_amount,
    cast(null as boolean) as has_coupon,
    cast(null as boolean) as is_valid_sale,
    cast(null as boolean) as is_counted,
    cast(null as date) as order_date,
    cast(null as timestamp) as ordered_at

where false
