select
    order_id || '-S' as id,
    order_id,
    null as carrier_identifier,
    delivery_type as code,
    shipping_amount as discounted_price,
    shipping_amount as price,
    source_updated_at as _fivetran_synced

from shop_orders
