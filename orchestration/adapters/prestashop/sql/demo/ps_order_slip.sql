select
    refund_id as id_order_slip,
    order_id as id_order,
    coalesce(sum(try_cast(amount as decimal(18, 2))) filter (where order_line_id is null), 0)
        as total_shipping_tax_incl,
    refunded_at as date_add

from shop_refunds

group by refund_id, order_id, refunded_at
