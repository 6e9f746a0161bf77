-- Two orders on one day are one visit to the shop: a gap is between days, never 0.
with

customers as (

    select customer_id from {{ ref('customers') }}

    where not is_excluded

),

orders as (

    select
        customer_id,
        order_date

    from {{ ref('orders') }}

    where is_counted

),

order_days as (

    select
        customer_id,
        order_date

    from orders

    group by customer_id, order_date

),

previous_order_days as (

    select
        customer_id,
        order_date,
        lag(order_date) over (partition by customer_id order by order_date) as previous_order_date

    from order_days

),

gaps as (

    select
        customer_id,
        order_date,
        {{ days_between('previous_order_date', 'order_date') }} as gap_days

    from previous_order_days

    where previous_order_date is not null

),

rhythm as (

    select
        customer_id,
        {{ middle_value('gap_days') }} as median_gap_days,
        max_by(gap_days, order_date) as last_gap_days

    from gaps

    group by customer_id

)

select
    customers.customer_id,
    cast(rhythm.median_gap_days as decimal(9, 2)) as median_gap_days,
    rhythm.last_gap_days

from customers

left join rhythm
    on customers.customer_id = rhythm.customer_id
