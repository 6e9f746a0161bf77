with

customers as (

    select customer_id from {{ ref('customers') }}

    where not is_excluded

),

connections as (

    select has_coupons from {{ ref('int_features__connections') }}

),

-- Counted orders end on as_of already, so that a window needs its first day only.
orders as (

    select
        customer_id,
        order_date,
        net_amount,
        gross_amount,
        discount_amount,
        has_coupon

    from {{ ref('orders') }}

    where is_counted

),

purchases as (

    select
        customer_id,
        count(*) as n_orders,
        count(case when order_date > {{ days_ago(30) }} then 1 end) as n_orders_30d,
        count(case when order_date > {{ days_ago(90) }} then 1 end) as n_orders_90d,
        count(case when order_date > {{ days_ago(180) }} then 1 end) as n_orders_180d,
        count(case when order_date > {{ days_ago(365) }} then 1 end) as n_orders_365d,
        count(case when order_date > {{ months_ago(3) }} then 1 end) as n_orders_3m,
        count(case when order_date > {{ months_ago(6) }} then 1 end) as n_orders_6m,
        count(case when order_date > {{ months_ago(12) }} then 1 end) as n_orders_12m,
        count(case when has_coupon then 1 end) as n_coupon_orders,
        sum(net_amount) as revenue,
        sum(case when order_date > {{ days_ago(30) }} then net_amount end) as revenue_30d,
        sum(case when order_date > {{ days_ago(90) }} then net_amount end) as revenue_90d,
        sum(case when order_date > {{ days_ago(180) }} then net_amount end) as revenue_180d,
        sum(case when order_date > {{ days_ago(365) }} then net_amount end) as revenue_365d,
        sum(case when order_date > {{ months_ago(3) }} then net_amount end) as revenue_3m,
        sum(case when order_date > {{ months_ago(6) }} then net_amount end) as revenue_6m,
        sum(case when order_date > {{ months_ago(12) }} then net_amount end) as revenue_12m,
        {{ quotient('sum(discount_amount)', 'sum(gross_amount + discount_amount)', 6) }}
            as discount_rate,
        min(order_date) as first_order_date,
        max(order_date) as last_order_date

    from orders

    group by customer_id

)

select
    customers.customer_id,
    coalesce(purchases.n_orders, 0) as n_orders,
    coalesce(purchases.n_orders_30d, 0) as n_orders_30d,
    coalesce(purchases.n_orders_90d, 0) as n_orders_90d,
    coalesce(purchases.n_orders_180d, 0) as n_orders_180d,
    coalesce(purchases.n_orders_365d, 0) as n_orders_365d,
    coalesce(purchases.n_orders_3m, 0) as n_orders_3m,
    coalesce(purchases.n_orders_6m, 0) as n_orders_6m,
    coalesce(purchases.n_orders_12m, 0) as n_orders_12m,
    cast(coalesce(purchases.revenue, 0) as decimal(18, 4)) as revenue,
    cast(coalesce(purchases.revenue_30d, 0) as decimal(18, 4)) as revenue_30d,
    cast(coalesce(purchases.revenue_90d, 0) as decimal(18, 4)) as revenue_90d,
    cast(coalesce(purchases.revenue_180d, 0) as decimal(18, 4)) as revenue_180d,
    cast(coalesce(purchases.revenue_365d, 0) as decimal(18, 4)) as revenue_365d,
    cast(coalesce(purchases.revenue_3m, 0) as decimal(18, 4)) as revenue_3m,
    cast(coalesce(purchases.revenue_6m, 0) as decimal(18, 4)) as revenue_6m,
    cast(coalesce(purchases.revenue_12m, 0) as decimal(18, 4)) as revenue_12m,
    case when connections.has_coupons then coalesce(purchases.n_coupon_orders, 0) end
        as n_coupon_orders,
    cast(purchases.discount_rate as decimal(9, 6)) as discount_rate,
    purchases.first_order_date,
    purchases.last_order_date

from customers

cross join connections

left join purchases
    on customers.customer_id = purchases.customer_id
