with

items as (

    select
        id_cart,
        sum(try_cast(quantity as integer)) as items_count

    from cart_product_now

    group by id_cart

),

-- An order that was split has one cart: its first part stands for all.
orders as (

    select * from orders_now

    qualify row_number() over (partition by id_cart order by date_add, id_order) = 1

)

select
    cart.source_file,
    cart.source_line,
    cart.loaded_at,
    cart.date_upd as source_updated_at,
    cart.id_cart as cart_id,
    prestashop_id(cart.id_customer) as customer_id,
    prestashop_id(cart.id_guest) as anonymous_id,
    cart.date_add as created_at,
    cart.date_upd as updated_at,
    orders.id_order as converted_order_id,
    currency.iso_code as currency,
    items.items_count

from cart_rows as cart

left join orders on cart.id_cart = orders.id_cart

left join items on cart.id_cart = items.id_cart

left join currency_now as currency on cart.id_currency = currency.id_currency
