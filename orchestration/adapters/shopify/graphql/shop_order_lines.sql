select
    line.source_file,
    line.source_line,
    line.loaded_at,
    line.id as order_line_id,
    line.order_id,
    case when lower(line.is_gift_card) = 'true' then 'gift_card' else 'product' end as line_type,
    line.product_id,
    line.variant_id,
    line.sku,
    line.title,
    line.quantity,
    -- GraphQL gives what the line cost before its discount, not what one piece did.
    cast(
        try_cast(line.original_total_set_shop_amount as decimal(18, 4))
        / nullif(try_cast(line.quantity as decimal(18, 4)), 0) as decimal(18, 4)
    ) as unit_price,
    line.total_discount_set_shop_amount as discount_amount,
    coalesce(
        cast(
            try_cast(line.original_total_set_shop_amount as decimal(18, 4))
            - coalesce(try_cast(line.total_discount_set_shop_amount as decimal(18, 4)), 0) as varchar
        ),
        line.original_total_set_shop_amount
    ) as line_amount,
    inventory_item.unit_cost_amount as unit_cost

from order_line_rows as line

left join product_variant_now as variant on line.variant_id = variant.id

left join inventory_item_now as inventory_item on variant.inventory_item_id = inventory_item.id
