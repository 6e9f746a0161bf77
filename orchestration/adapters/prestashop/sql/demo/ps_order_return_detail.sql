select
    refund_id as id_order_return,
    order_line_id as id_order_detail,
    quantity as product_quantity

from shop_refunds

where order_line_id is not null and kind = 'return'
