select
    order_line_id as id_order_detail,
    order_id as id_order,
    product_id,
    '0' as product_attribute_id,
    title as product_name,
    quantity as product_quantity,
    sku as product_reference,
    reduction as reduction_amount_tax_incl,
    coalesce(cast(try_cast(unit_price as decimal(18, 6)) - reduction as varchar), unit_price) as unit_price_tax_incl,
    line_amount as total_price_tax_incl,
    unit_cost as purchase_supplier_price

from (
    select
        *,
        cast(
            try_cast(discount_amount as decimal(18, 2)) / coalesce(try_cast(quantity as integer), 1)
            as decimal(18, 6)
        ) as reduction
    from shop_order_lines
)
