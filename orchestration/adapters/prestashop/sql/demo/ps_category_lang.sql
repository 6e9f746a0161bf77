select distinct
    category_path as id_category,
    '1' as id_lang,
    category_path as name

from shop_products
