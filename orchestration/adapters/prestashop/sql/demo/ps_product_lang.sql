select
    product_id as id_product,
    '1' as id_lang,
    title as name,
    lower(sku) as link_rewrite

from shop_products
