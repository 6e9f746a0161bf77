select
    code,
    row_number() over (partition by order_id order by order_discount_id) as index,
    order_id

from shop_order_discounts
