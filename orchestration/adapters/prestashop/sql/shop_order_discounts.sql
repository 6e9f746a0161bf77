select
    applied.source_file,
    applied.source_line,
    applied.loaded_at,
    applied.deleted as is_deleted,
    applied.id_order_cart_rule as order_discount_id,
    applied.id_order as order_id,
    cart_rule.code,
    case
        when applied.free_shipping = '1' then 'free_shipping'
        when try_cast(cart_rule.gift_product as decimal(18, 4)) > 0 then 'gift'
        when try_cast(cart_rule.reduction_percent as decimal(18, 4)) > 0 then 'percentage'
        when try_cast(cart_rule.reduction_amount as decimal(18, 4)) > 0 then 'fixed'
    end as discount_type,
    applied.value as amount,
    case when applied.free_shipping = '1' then 'shipping' end as kind

from order_cart_rule_rows as applied

left join cart_rule_now as cart_rule on applied.id_cart_rule = cart_rule.id_cart_rule
