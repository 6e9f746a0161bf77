with

customers as (

    select customer_id from {{ ref('customers') }}

    where not is_excluded

),

connections as (

    select has_products from {{ ref('int_features__connections') }}

),

order_lines as (

    select
        customer_id,
        category,
        net_quantity

    from {{ ref('order_lines') }}

    where is_counted

),

category_items as (

    select
        customer_id,
        category,
        sum(net_quantity) as n_items

    from order_lines

    group by customer_id, category

),

-- A product outside the catalogue has no category: it counts among the units, never as the top.
ranked_categories as (

    select
        customer_id,
        category,
        n_items,
        sum(n_items) over (partition by customer_id) as n_items_in_all,
        row_number() over (
            partition by customer_id
            order by category is null asc, n_items desc, category asc
        ) as rank_of_category

    from category_items

),

favourites as (

    select
        customer_id,
        category,
        case when category is not null then n_items end as n_items,
        n_items_in_all

    from ranked_categories

    where rank_of_category = 1

)

select
    customers.customer_id,
    cast(coalesce(favourites.n_items_in_all, 0) as decimal(18, 4)) as n_items,
    case when connections.has_products then favourites.category end as top_category,
    case
        when connections.has_products and favourites.customer_id is null then 0
        when connections.has_products then cast(favourites.n_items as decimal(18, 4))
    end as top_category_items,
    case
        when connections.has_products
            then cast(
                {{ quotient('favourites.n_items', 'favourites.n_items_in_all', 6) }}
                as decimal(9, 6)
            )
    end as top_category_share

from customers

cross join connections

left join favourites
    on customers.customer_id = favourites.customer_id
