select
    order_line_id as id,
    case when line_type = 'gift_card' then 'true' else 'false' end as is_gift_card,
    title as name,
    order_id,
    coalesce(
        cast(try_cast(unit_price as decimal(18, 2)) * try_cast(quantity as integer) as varchar), unit_price
    ) as original_total_set_shop_amount,
    product_id,
    quantity,
    sku,
    title,
    discount_amount as total_discount_set_shop_amount,
    product_id || '-V' as variant_id

from shop_order_lines
