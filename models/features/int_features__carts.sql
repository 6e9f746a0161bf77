-- An order closes every cart touched before it, even where the shop does not link the two.
with

customers as (

    select customer_id from {{ ref('customers') }}

    where not is_excluded

),

carts as (

    select
        customer_id,
        cart_id,
        cart_value,
        is_converted,
        last_active_at

    from {{ ref('carts') }}

    where last_active_at < {{ as_of_end() }}

),

last_orders as (

    select
        customer_id,
        max(ordered_at) as last_ordered_at

    from {{ ref('orders') }}

    where ordered_at < {{ as_of_end() }}

    group by customer_id

),

judged_carts as (

    select
        carts.customer_id,
        carts.cart_id,
        carts.cart_value,
        carts.last_active_at,
        not carts.is_converted
        and carts.cart_value > 0
        and coalesce(last_orders.last_ordered_at < carts.last_active_at, true) as is_open

    from carts

    left join last_orders
        on carts.customer_id = last_orders.customer_id

),

ranked_carts as (

    select
        customer_id,
        cart_value,
        last_active_at,
        is_open,
        row_number() over (
            partition by customer_id, is_open order by last_active_at desc, cart_id asc
        ) as rank_of_cart

    from judged_carts

),

last_carts as (

    select
        customer_id,
        max(last_active_at) as last_cart_at,
        max(case when is_open and rank_of_cart = 1 then last_active_at end) as open_cart_at,
        max(case when is_open and rank_of_cart = 1 then cart_value end) as open_cart_value

    from ranked_carts

    group by customer_id

)

select
    customers.customer_id,
    {{ local_date('last_carts.last_cart_at') }} as last_cart_date,
    last_carts.open_cart_at,
    last_carts.open_cart_value

from customers

left join last_carts
    on customers.customer_id = last_carts.customer_id
