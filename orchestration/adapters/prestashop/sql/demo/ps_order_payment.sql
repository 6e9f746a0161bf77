select
    order_id || '-P' as id_order_payment,
    order_number as order_reference,
    total_amount as amount,
    paid_at as date_add

from shop_orders

where paid_at is not null
