select
    'https://shop.example/checkouts/' || cart_id || '/recover' as abandoned_checkout_url,
    created_at,
    case when converted_order_id is not null then updated_at end as completed_at,
    customer_id,
    cart_id as id,
    total_amount as total_price_set_shop_amount,
    currency as total_price_set_shop_currency_code,
    updated_at

from shop_carts
