-- To the cent: what the shop sold, straight from its orders and refunds, is what customers bought
-- and what is attached to nobody. Rows set aside in quarantine are in neither; staging counts
-- them.
with

refunds as (

    select
        order_id,
        sum(amount) as refunded_amount

    from {{ ref('stg_shop__refunds') }}

    where {{ local_date('refunded_at') }} <= {{ as_of() }}

    group by order_id

),

sold as (

    select
        coalesce(sum(orders.total_amount * orders.fx_rate), 0) as gross_amount,
        coalesce(sum(case
            when orders.is_valid_sale and orders.total_amount > coalesce(refunds.refunded_amount, 0)
                then (orders.total_amount - coalesce(refunds.refunded_amount, 0)) * orders.fx_rate
        end), 0) as net_amount,
        count(*) as order_count

    from {{ ref('stg_shop__orders') }} as orders

    left join refunds
        on orders.order_id = refunds.order_id

),

customers as (

    select customer_id from {{ ref('customer_identities') }}

    group by customer_id

),

attached as (

    select
        orders.gross_amount,
        orders.net_amount

    from {{ ref('orders') }} as orders

    inner join customers
        on orders.customer_id = customers.customer_id

    union all

    select
        gross_amount,
        net_amount

    from {{ ref('orders') }}

    where customer_id is null

),

bought as (

    select
        coalesce(sum(gross_amount), 0) as gross_amount,
        coalesce(sum(net_amount), 0) as net_amount,
        count(*) as order_count

    from attached

)

select
    sold.order_count as orders_sold,
    bought.order_count as orders_bought,
    sold.gross_amount - bought.gross_amount as gross_difference,
    sold.net_amount - bought.net_amount as net_difference

from sold

cross join bought

-- An amount in another currency is rounded to a hundredth of a cent once per order.
where
    sold.order_count <> bought.order_count
    or abs(sold.gross_amount - bought.gross_amount) > 0.0001 * (1 + sold.order_count)
    or abs(sold.net_amount - bought.net_amount) > 0.0001 * (1 + sold.order_count)
