with

priced as (

    select
        *,
        try_cast(unit_price_tax_incl as decimal(18, 6)) as price_paid

    from order_detail_rows

),

details as (

    select
        *,
        prestashop_reduction(price_paid, reduction_amount_tax_incl, reduction_percent) as reduction

    from priced

)

select
    source_file,
    source_line,
    loaded_at,
    id_order_detail as order_line_id,
    id_order as order_id,
    prestashop_id(product_id) as product_id,
    prestashop_id(product_attribute_id) as variant_id,
    product_reference as sku,
    product_name as title,
    product_quantity as quantity,
    -- PrestaShop keeps what one piece cost in the end, and by how much it was reduced.
    coalesce(cast(cast(price_paid + reduction as decimal(18, 4)) as varchar), unit_price_tax_incl) as unit_price,
    cast(reduction * try_cast(product_quantity as decimal(9, 0)) as decimal(18, 4)) as discount_amount,
    total_price_tax_incl as line_amount,
    purchase_supplier_price as unit_cost

from details
