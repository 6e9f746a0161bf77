select
    product_id as id_product,
    brand as id_manufacturer,
    category_path as id_category_default,
    sku as reference,
    price,
    unit_cost as wholesale_price,
    case status when 'active' then '1' else '0' end as active,
    created_at as date_add

from shop_products
