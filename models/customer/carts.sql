-- Carts known at the end of as_of. One that an unknown order came out of is taken as converted,
-- rather than remind somebody of what they have bought.
with

carts as (

    select * from {{ ref('stg_shop__carts') }}

    where created_at < {{ as_of_end() }}

),

orders as (

    select
        order_id,
        cart_id,
        ordered_at

    from {{ ref('stg_shop__orders') }}

),

orders_of_carts as (

    select
        cart_id,
        min(order_id) as order_id,
        min(ordered_at) as ordered_at

    from orders

    where cart_id is not null

    group by cart_id

),

identities as (

    select
        record_id,
        customer_id

    from {{ ref('customer_identities') }}

),

attached as (

    select
        carts.cart_id,
        coalesce(accounts.customer_id, guests.customer_id) as customer_id,
        coalesce(carts.converted_order_id, orders_of_carts.order_id) as order_id,
        carts.total_amount as cart_value,
        carts.items_count,
        coalesce(orders.ordered_at, orders_of_carts.ordered_at) as ordered_at,
        carts.created_at,
        case when carts.updated_at < {{ as_of_end() }} then carts.updated_at end as updated_at

    from carts

    left join orders
        on carts.converted_order_id = orders.order_id

    left join orders_of_carts
        on carts.cart_id = orders_of_carts.cart_id

    left join identities as accounts
        on 'shop_customer:' || carts.shop_customer_id = accounts.record_id

    left join identities as guests
        on 'cart:' || carts.cart_id = guests.record_id

)

select
    cart_id,
    customer_id,
    order_id,
    cart_value,
    cast(items_count as bigint) as items_count,
    order_id is not null and (ordered_at is null or ordered_at < {{ as_of_end() }}) as is_converted,
    created_at,
    greatest(created_at, coalesce(updated_at, created_at)) as last_active_at

from attached
