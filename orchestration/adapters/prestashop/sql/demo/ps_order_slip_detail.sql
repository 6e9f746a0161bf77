select
    refund_id as id_order_slip,
    order_line_id as id_order_detail,
    quantity as product_quantity,
    amount as amount_tax_incl

from shop_refunds

where order_line_id is not null
