-- An order or a cart that names a known shop customer is that customer's; only the others speak
-- for a person themselves: an order by an account, e-mail or phone, a cart by an e-mail. One that
-- names none is nobody's: no record. A gift's address and
-- phone are those of whoever receives it.
with

shop_customers as (

    select shop_customer_id from {{ ref('stg_shop__customers') }}

),

orders as (

    select * from {{ ref('stg_shop__orders') }}

),

carts as (

    select * from {{ ref('stg_shop__carts') }}

),

guest_orders as (

    select
        orders.*,
        coalesce(
            orders.ship_first_name <> orders.bill_first_name
            or orders.ship_last_name <> orders.bill_last_name,
            false
        ) as is_gift

    from orders

    left join shop_customers
        on orders.shop_customer_id = shop_customers.shop_customer_id

    where
        shop_customers.shop_customer_id is null
        and coalesce(orders.shop_customer_id, orders.email, orders.phone) is not null

),

guest_carts as (

    select carts.*

    from carts

    left join shop_customers
        on carts.shop_customer_id = shop_customers.shop_customer_id

    where
        shop_customers.shop_customer_id is null
        and carts.email is not null

)

select
    'guest_order' as record_type,
    source_id,
    order_id as source_key,
    shop_customer_id,
    email,
    case when not is_gift then phone end as phone,
    bill_first_name as first_name,
    bill_last_name as last_name,
    ship_country_code as country_code,
    case when not is_gift then ship_postal_code end as postal_code,
    case when not is_gift then ship_address_line end as address_line,
    ordered_at as first_seen_at

from guest_orders

union all

select
    'cart' as record_type,
    source_id,
    cart_id as source_key,
    shop_customer_id,
    email,
    null as phone,
    null as first_name,
    null as last_name,
    null as country_code,
    null as postal_code,
    null as address_line,
    created_at as first_seen_at

from guest_carts
