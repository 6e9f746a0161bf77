select
    product_id || '-I' as id,
    unit_cost as unit_cost_amount

from shop_products
