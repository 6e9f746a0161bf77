select
    cart_id as id_cart,
    '1' as id_product,
    '0' as id_product_attribute,
    items_count as quantity

from shop_carts
