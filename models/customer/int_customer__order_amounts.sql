-- Amounts in the shop's currency at the rate of the order; refunds and cancellations as known at
-- the end of as_of.
with

orders as (

    select
        order_id,
        total_amount,
        discount_amount,
        fx_rate as rate,
        is_valid_sale
        and (cancelled_at is null or cancelled_at >= {{ as_of_end() }}) as is_valid_sale

    from {{ ref('stg_shop__orders') }}

),

refunds as (

    select
        order_id,
        sum(amount) as refunded_amount

    from {{ ref('stg_shop__refunds') }}

    where {{ local_date('refunded_at') }} <= {{ as_of() }}

    group by order_id

),

coupons as (

    select
        order_id,
        sum(amount) as coupon_amount

    from {{ ref('stg_shop__order_discounts') }}

    where kind in ('promo', 'welcome')

    group by order_id

),

amounts as (

    select
        orders.order_id,
        orders.rate,
        {{ shop_money('orders.total_amount', 'orders.rate') }} as gross_amount,
        {{ shop_money('orders.discount_amount', 'orders.rate') }} as discount_amount,
        {{ shop_money('coupons.coupon_amount', 'orders.rate') }} as coupon_amount,
        {{ shop_money('refunds.refunded_amount', 'orders.rate') }} as refunded_amount,
        coupons.order_id is not null as has_coupon,
        orders.is_valid_sale

    from orders

    left join refunds
        on orders.order_id = refunds.order_id

    left join coupons
        on orders.order_id = coupons.order_id

)

select
    order_id,
    rate,
    gross_amount,
    discount_amount,
    coupon_amount,
    least(refunded_amount, gross_amount) as refunded_amount,
    case when is_valid_sale then greatest(gross_amount - refunded_amount, 0) else 0 end
        as net_amount,
    has_coupon,
    is_valid_sale

from amounts
