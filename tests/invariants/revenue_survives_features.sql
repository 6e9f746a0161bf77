-- To the cent: the revenue that features hold, with that of customers who are in no feature (test
-- and staff) and that attached to nobody, is the net amount of all counted orders.
with

counted as (

    select
        coalesce(sum(orders.net_amount), 0) as net_amount,
        coalesce(sum(case when orders.customer_id is null then orders.net_amount end), 0)
            as unattached_amount,
        coalesce(sum(case when customers.is_excluded then orders.net_amount end), 0)
            as excluded_amount

    from {{ ref('orders') }} as orders

    left join {{ ref('customers') }} as customers
        on orders.customer_id = customers.customer_id

    where orders.is_counted

),

features as (

    select coalesce(sum(revenue), 0) as revenue from {{ ref('customer_features') }}

)

select
    counted.net_amount,
    counted.unattached_amount,
    counted.excluded_amount,
    features.revenue

from counted

cross join features

where counted.net_amount <> counted.unattached_amount + counted.excluded_amount + features.revenue
