-- written by `tresse segments compile`; do not edit
-- Nothing is known of a segment while a source it needs is not connected.
with

customer_features as (

    select
        customer_id,
        as_of,
        aov,
        days_since_last_order,
        email_clicks_180d,
        email_clicks_90d,
        emails_delivered_180d,
        first_order_date,
        first_seen_date,
        gender,
        human_opens_180d,
        human_opens_90d,
        is_loyalty_member,
        last_activity_date,
        last_gap_days,
        last_order_date,
        last_product_view_date,
        last_session_date,
        median_gap_days,
        n_coupon_orders,
        n_orders,
        n_orders_12m,
        n_orders_30d,
        n_orders_6m,
        open_cart_at,
        pages_30d,
        revenue_pct_12m,
        shop_aov,
        signup_date,
        top_category_items,
        top_category_share

    from {{ ref('customer_features') }}

),

connected_tables as (

    select
        source_table,
        is_connected

    from {{ ref('stg_landing__tables') }}

),

connections as (

    select
        count(case when source_table = 'loyalty_members' and is_connected then 1 end) > 0
            as has_loyalty_members,
        count(case when source_table = 'msg_events' and is_connected then 1 end) > 0
            as has_msg_events,
        count(case when source_table = 'shop_carts' and is_connected then 1 end) > 0
            as has_shop_carts,
        count(case when source_table = 'shop_customers' and is_connected then 1 end) > 0
            as has_shop_customers,
        count(case when source_table = 'shop_order_discounts' and is_connected then 1 end) > 0
            as has_shop_order_discounts,
        count(case when source_table = 'shop_order_lines' and is_connected then 1 end) > 0
            as has_shop_order_lines,
        count(case when source_table = 'shop_orders' and is_connected then 1 end) > 0
            as has_shop_orders,
        count(case when source_table = 'shop_products' and is_connected then 1 end) > 0
            as has_shop_products,
        count(case when source_table = 'web_events' and is_connected then 1 end) > 0
            as has_web_events

    from connected_tables

),

level_0 as (

    select
        customer_features.*,
        connections.*

    from customer_features

    cross join connections

),

level_1_stage as (

    select
        *,

        case
            when has_shop_order_lines and has_shop_orders and has_shop_products
                then
                    top_category_items >= 5
                    and top_category_share >= 0.5
        end as category_enthusiasts,

        case
            when has_shop_order_discounts and has_shop_orders
                then
                    n_orders >= 1
                    and n_coupon_orders = n_orders
        end as coupon_only_buyers,

        case
            when has_msg_events
                then
                    email_clicks_90d >= 1 or human_opens_90d >= 3
        end as email_engaged,

        case
            when has_msg_events and has_shop_orders and has_web_events
                then
                    emails_delivered_180d >= 10
                    and email_clicks_180d = 0
                    and human_opens_180d = 0
                    and (last_order_date is null or last_order_date <= {{ days_ago(180) }})
                    and (last_session_date is null or last_session_date <= {{ days_ago(180) }})
        end as email_dormant,

        case
            when has_shop_carts
                then
                    open_cart_at is not null
                    and open_cart_at <= {{ hours_ago(1) }}
                    and open_cart_at > {{ hours_ago(168) }}
        end as abandoned_cart,

        case when has_web_events then pages_30d >= 20 end as many_pages_viewers,

        case
            when has_shop_orders
                then
                    n_orders = 1
                    and first_order_date > {{ days_ago(30) }}
        end as new_customers,

        case
            when has_shop_orders
                then
                    n_orders = 1
                    and first_order_date <= {{ days_ago(30) }}
                    and first_order_date > {{ days_ago(90) }}
        end as second_order_due,

        case when has_shop_orders then n_orders >= 2 end as returning_customers,

        case
            when has_shop_customers and has_shop_orders
                then
                    n_orders = 0
                    and signup_date is not null
                    and signup_date > {{ days_ago(30) }}
        end as new_signups_no_order,

        case when has_loyalty_members then is_loyalty_member end as loyalty_members,

        case when has_shop_customers then gender = 'F' end as women,

        case when has_shop_customers then gender = 'M' end as men,

        case when has_shop_orders then n_orders_30d >= 2 end as frequent_buyers_30d,

        case
            when has_shop_orders
                then
                    n_orders >= 1
                    and last_order_date > {{ months_ago(6) }}
                    and last_order_date <= {{ months_ago(3) }}
        end as lapsed_3_6_months,

        case
            when has_shop_orders
                then
                    n_orders >= 1
                    and last_order_date > {{ months_ago(3) }}
        end as active_customers,

        case
            when has_shop_orders
                then
                    n_orders >= 1
                    and last_order_date <= {{ months_ago(6) }}
        end as inactive_6_months,

        case
            when has_shop_orders
                then
                    n_orders >= 1
                    and last_order_date <= {{ months_ago(12) }}
        end as inactive_12_months,

        case
            when has_shop_orders
                then
                    n_orders >= 1
                    and days_since_last_order > greatest(365, 3 * coalesce(median_gap_days, 0))
        end as lost_customers,

        case when has_shop_orders then n_orders_6m >= 5 end as frequent_buyers_6m,

        case
            when has_shop_orders
                then
                    n_orders >= 1
                    and aov > 1.0 * shop_aov
        end as big_spenders,

        case
            when has_shop_orders
                then
                    n_orders_12m >= 3
                    and revenue_pct_12m >= 0.9
        end as vip,

        case
            when has_shop_orders
                then
                    n_orders_12m >= 1
                    and revenue_pct_12m >= 0.8
        end as best_customers,

        case
            when not has_shop_orders then null
            when
                n_orders = 0
                and first_seen_date > {{ days_ago(30) }}
                then 'prospect_new'
            when
                n_orders = 0
                and last_activity_date > {{ days_ago(90) }}
                then 'prospect_active'
            when
                n_orders = 0
                then 'prospect_cold'
            when
                last_order_date <= {{ months_ago(12) }}
                then 'lost'
            when
                last_order_date > {{ months_ago(12) }}
                and last_order_date <= {{ months_ago(6) }}
                then 'inactive_6_12'
            when
                last_order_date > {{ months_ago(6) }}
                and last_order_date <= {{ months_ago(3) }}
                then 'lapsed_3_6'
            when
                n_orders = 1
                and last_order_date > {{ days_ago(30) }}
                then 'new_customer'
            when
                n_orders = 1
                and last_order_date > {{ months_ago(3) }}
                and last_order_date <= {{ days_ago(30) }}
                then 'one_time_active'
            when
                n_orders >= 2
                and last_order_date > {{ days_ago(30) }}
                and last_gap_days > 365
                then 'reactivated'
            else 'repeat_active'
        end as lifecycle_stage

    from level_0

),

level_1 as (

    select
        *,

        lifecycle_stage = 'prospect_new' as prospect_new,

        lifecycle_stage = 'prospect_active' as prospect_active,

        lifecycle_stage = 'prospect_cold' as prospect_cold,

        lifecycle_stage = 'lost' as lost,

        lifecycle_stage = 'inactive_6_12' as inactive_6_12,

        lifecycle_stage = 'lapsed_3_6' as lapsed_3_6,

        lifecycle_stage = 'new_customer' as new_customer,

        lifecycle_stage = 'one_time_active' as one_time_active,

        lifecycle_stage = 'reactivated' as reactivated,

        lifecycle_stage = 'repeat_active' as repeat_active

    from level_1_stage

),

level_2 as (

    select
        *,

        case
            when has_shop_carts and has_shop_orders and has_web_events
                then
                    last_product_view_date is not null
                    and last_product_view_date > {{ days_ago(14) }}
                    and (last_order_date is null or last_order_date < last_product_view_date)
                    and not abandoned_cart
        end as browse_abandoners

    from level_1

)

select
    customer_id,
    as_of,
    lifecycle_stage,
    category_enthusiasts,
    coupon_only_buyers,
    email_engaged,
    email_dormant,
    abandoned_cart,
    browse_abandoners,
    many_pages_viewers,
    new_customers,
    second_order_due,
    returning_customers,
    new_signups_no_order,
    loyalty_members,
    women,
    men,
    frequent_buyers_30d,
    lapsed_3_6_months,
    active_customers,
    inactive_6_months,
    inactive_12_months,
    lost_customers,
    frequent_buyers_6m,
    big_spenders,
    vip,
    best_customers,
    prospect_new,
    prospect_active,
    prospect_cold,
    lost,
    inactive_6_12,
    lapsed_3_6,
    new_customer,
    one_time_active,
    reactivated,
    repeat_active

from level_2
