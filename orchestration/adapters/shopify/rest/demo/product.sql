select
    product_id as id,
    title,
    category_path as product_type,
    brand as vendor,
    created_at,
    lower(sku) as handle,
    'web' as published_scope,
    status

from shop_products
