select distinct
    refund_id as id_order_return,
    order_id as id_order,
    '5' as state,
    reason as question,
    refunded_at as date_add,
    refunded_at as date_upd

from shop_refunds

where order_line_id is not null and kind = 'return'
