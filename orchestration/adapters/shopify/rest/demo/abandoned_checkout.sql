select
    cart_id as id,
    'https://shop.example/checkouts/' || cart_id || '/recover' as abandoned_checkout_url,
    case when converted_order_id is not null then updated_at end as completed_at,
    created_at,
    currency,
    customer_id,
    'fr' as customer_locale,
    email,
    cart_id as token,
    total_amount as total_price,
    updated_at

from shop_carts
