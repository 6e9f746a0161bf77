select distinct
    code as id_cart_rule,
    code,
    case discount_type when 'percentage' then '10.00' else '0.00' end as reduction_percent,
    case discount_type when 'fixed' then '5.00' else '0.00' end as reduction_amount,
    '0' as gift_product

from shop_order_discounts
