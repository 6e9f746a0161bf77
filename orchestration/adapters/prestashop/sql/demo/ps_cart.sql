select
    cart_id as id_cart,
    coalesce(customer_id, '0') as id_customer,
    coalesce(anonymous_id, '0') as id_guest,
    '1' as id_currency,
    created_at as date_add,
    updated_at as date_upd

from shop_carts
