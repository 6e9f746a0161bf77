select
    row_number() over (partition by order_id order by order_discount_id) as index,
    order_id,
    amount,
    code,
    case discount_type when 'fixed' then 'fixed_amount' when 'free_shipping' then 'shipping' else discount_type end as type

from shop_order_discounts
