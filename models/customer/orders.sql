with

orders as (

    select
        *,
        {{ local_date('ordered_at') }} as order_date

    from {{ ref('stg_shop__orders') }}

),

amounts as (

    select * from {{ ref('int_customer__order_amounts') }}

),

identities as (

    select
        record_id,
        customer_id

    from {{ ref('customer_identities') }}

)

select
    orders.order_id,
    coalesce(accounts.customer_id, guests.customer_id) as customer_id,
    orders.source_id,
    orders.cart_id,
    orders.currency,
    orders.channel,
    orders.device_type,
    orders.payment_method,
    orders.delivery_type,
    amounts.gross_amount,
    amounts.discount_amount,
    amounts.coupon_amount,
    amounts.refunded_amount,
    cast(amounts.net_amount as decimal(18, 4)) as net_amount,
    amounts.has_coupon,
    amounts.is_valid_sale,
    amounts.is_valid_sale
    and amounts.net_amount > 0
    and orders.order_date <= {{ as_of() }} as is_counted,
    orders.order_date,
    orders.ordered_at

from orders

inner join amounts
    on orders.order_id = amounts.order_id

left join identities as accounts
    on 'shop_customer:' || orders.shop_customer_id = accounts.record_id

left join identities as guests
    on 'guest_order:' || orders.order_id = guests.record_id
