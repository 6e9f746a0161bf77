select
    line.source_file,
    line.source_line,
    line.loaded_at,
    line.id as order_line_id,
    line.order_id,
    case when lower(line.gift_card) = 'true' then 'gift_card' else 'product' end as line_type,
    line.product_id,
    line.variant_id,
    line.sku,
    line.title,
    line.quantity,
    line.price as unit_price,
    line.total_discount as discount_amount,
    try_cast(line.price as decimal(18, 4)) * try_cast(line.quantity as decimal(9, 0))
    - coalesce(try_cast(line.total_discount as decimal(18, 4)), 0) as line_amount,
    inventory_item.unit_cost_amount as unit_cost

from order_line_rows as line

left join product_variant_now as variant on line.variant_id = variant.id

left join inventory_item_now as inventory_item on variant.inventory_item_id = inventory_item.id
