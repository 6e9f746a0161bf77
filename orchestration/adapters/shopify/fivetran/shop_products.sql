select
    variant.source_file,
    variant.source_line,
    variant.loaded_at,
    variant.updated_at as source_updated_at,
    product.fivetran_deleted as is_deleted,
    variant.product_id,
    variant.id as variant_id,
    variant.sku,
    product.title,
    product.vendor as brand,
    product.product_type as category_path,
    variant.price,
    inventory_item.unit_cost_amount as unit_cost,
    lower(product.status) as status,
    coalesce(product.created_at, variant.created_at) as created_at

from product_variant_rows as variant

left join product_now as product on variant.product_id = product.id

left join inventory_item_now as inventory_item on variant.inventory_item_id = inventory_item.id
