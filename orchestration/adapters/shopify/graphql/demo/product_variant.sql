select
    product_id,
    product_id || '-V' as id,
    product_id || '-I' as inventory_item_id,
    'deny' as inventory_policy,
    price,
    sku,
    'Default Title' as title,
    created_at

from shop_products
