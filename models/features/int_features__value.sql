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

-- A rank gives equal buyers an equal place; ntile would part them by chance.
ranks as (

    select
        customer_id,
        rank() over (order by revenue_12m) as rank_from_below,
        count(*) over () as n_buyers

    from purchases

    where n_orders_12m > 0

),

-- percent_rank(), but exact.
ranked_buyers as (

    select
        customer_id,
        coalesce({{ quotient('(rank_from_below - 1)', '(n_buyers - 1)', 6) }}, 0)
            as revenue_pct_12m

    from ranks

),

shop as (

    select cast({{ quotient('sum(revenue)', 'sum(n_orders)', 4) }} as decimal(18, 4)) as shop_aov

    from purchases

)

select
    purchases.customer_id,
    cast({{ quotient('purchases.revenue', 'purchases.n_orders', 4) }} as decimal(18, 4)) as aov,
    shop.shop_aov,
    cast(ranked_buyers.revenue_pct_12m as decimal(9, 6)) as revenue_pct_12m

from purchases

cross join shop

left join ranked_buyers
    on purchases.customer_id = ranked_buyers.customer_id
