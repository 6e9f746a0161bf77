select
    refunded_at as created_at,
    refund_id as id,
    order_id,
    refund_id || '-R' as return_id,
    sum(try_cast(amount as decimal(18, 2))) as total_refunded_set_shop_amount,
    refunded_at as updated_at

from shop_refunds

group by refund_id, order_id, refunded_at
