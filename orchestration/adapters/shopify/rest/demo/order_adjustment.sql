select
    refund_line_id as id,
    order_id,
    refund_id,
    '-' || amount as amount,
    '0' as tax_amount,
    'shipping_refund' as kind

from shop_refunds

where order_line_id is null
