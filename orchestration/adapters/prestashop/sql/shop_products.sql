with

-- One language, the shop's first.
names as (

    select * from product_lang_now

    qualify row_number() over (partition by id_product order by try_cast(id_lang as integer)) = 1

),

categories as (

    select * from category_lang_now

    qualify row_number() over (partition by id_category order by try_cast(id_lang as integer)) = 1

),

variants as (

    select * from product_attribute_rows

),

sold_whole as (

    select product.*

    from product_rows as product

    left join product_attribute_now as variant on product.id_product = variant.id_product

    where variant.id_product is null

),

sellable as (

    select
        source_file,
        source_line,
        loaded_at,
        id_product,
        id_product_attribute as variant_id,
        reference

    from variants

    union all by name

    select
        source_file,
        source_line,
        loaded_at,
        id_product,
        reference

    from sold_whole

)

select
    sellable.source_file,
    sellable.source_line,
    sellable.loaded_at,
    product.date_upd as source_updated_at,
    sellable.id_product as product_id,
    sellable.variant_id,
    coalesce(prestashop_text(sellable.reference), product.reference) as sku,
    names.name as title,
    manufacturer.name as brand,
    categories.name as category_path,
    product.price,
    product.wholesale_price as unit_cost,
    case prestashop_flag(product.active) when '1' then 'active' when '0' then 'draft' end as status,
    prestashop_time(product.date_add) as created_at

from sellable

left join product_now as product on sellable.id_product = product.id_product

left join names on sellable.id_product = names.id_product

left join categories on product.id_category_default = categories.id_category

left join manufacturer_now as manufacturer on product.id_manufacturer = manufacturer.id_manufacturer
