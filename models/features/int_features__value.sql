with

purchases as (

    select
        customer_id,
        n_orders,
        n_orders_12m,
        revenue,
        revenue_12m

    from {{ ref('int_features__purchases') }}

),

-- percent_rank gives equal buyers an equal rank; ntile would part them by chance.
ranked_buyers as (

    select
        customer_id,
        percent_rank() over (order by revenue_12m) as revenue_pct_12m

    from purchases

    where n_orders_12m > 0

),

shop as (

    select cast(sum(revenue) / nullif(sum(n_orders), 0) as decimal(18, 4)) as shop_aov

    from purchases

)

select
    purchases.customer_id,
    cast(purchases.revenue / nullif(purchases.n_orders, 0) as decimal(18, 4)) as aov,
    shop.shop_aov,
    cast(ranked_buyers.revenue_pct_12m as decimal(9, 6)) as revenue_pct_12m

from purchases

cross join shop

left join ranked_buyers
    on purchases.customer_id = ranked_buyers.customer_id
