select
    order_id,
    order_line_id as id,
    product_id,
    product_id || '-V' as variant_id,
    title as name,
    title,
    unit_price as price,
    quantity,
    sku,
    0 as fulfillable_quantity,
    case when line_type = 'gift_card' then 'true' else 'false' end as gift_card,
    discount_amount as total_discount

from shop_order_lines
