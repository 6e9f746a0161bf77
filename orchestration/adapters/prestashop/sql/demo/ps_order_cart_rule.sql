select
    order_discount_id as id_order_cart_rule,
    order_id as id_order,
    code as id_cart_rule,
    amount as value,
    case discount_type when 'free_shipping' then '1' else '0' end as free_shipping,
    '0' as deleted

from shop_order_discounts
