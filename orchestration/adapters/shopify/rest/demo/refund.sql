select distinct
    refund_id as id,
    refunded_at as created_at,
    refunded_at as processed_at,
    'false' as restock,
    order_id

from shop_refunds
