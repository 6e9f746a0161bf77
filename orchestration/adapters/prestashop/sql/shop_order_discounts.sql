with

applied as (

    select
        applied.*,
        cart_rule.code,
        -- A rule that gives something off and free delivery too is no mere free delivery.
        case
            when try_cast(cart_rule.gift_product as decimal(18, 4)) > 0 then 'gift'
            when try_cast(cart_rule.reduction_percent as decimal(18, 4)) > 0 then 'percentage'
            when try_cast(cart_rule.reduction_amount as decimal(18, 4)) > 0 then 'fixed'
            when prestashop_flag(applied.free_shipping) = '1' then 'free_shipping'
        end as discount_type

    from order_cart_rule_rows as applied

    left join cart_rule_now as cart_rule on applied.id_cart_rule = cart_rule.id_cart_rule

)

select
    source_file,
    source_line,
    loaded_at,
    deleted as is_deleted,
    id_order_cart_rule as order_discount_id,
    id_order as order_id,
    code,
    discount_type,
    value as amount,
    prestashop_discount_kind(code, discount_type) as kind

from applied
