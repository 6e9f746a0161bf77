select
    refund_line_id || '-I' as id,
    refund_id || '-R' as return_id,
    order_line_id,
    quantity,
    reason as return_reason_note

from shop_refunds

where order_line_id is not null
