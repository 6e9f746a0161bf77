-- written by `tresse segments compile`; do not edit
with

rules as (

    select
        customer_id,
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

    from {{ ref('int_segments__rules') }}

),

memberships as (

    select
        customer_id,
        'category_enthusiasts' as segment,
        category_enthusiasts as is_member

    from rules

    where coalesce(category_enthusiasts, true)

    union all

    select
        customer_id,
        'coupon_only_buyers' as segment,
        coupon_only_buyers as is_member

    from rules

    where coalesce(coupon_only_buyers, true)

    union all

    select
        customer_id,
        'email_engaged' as segment,
        email_engaged as is_member

    from rules

    where coalesce(email_engaged, true)

    union all

    select
        customer_id,
        'email_dormant' as segment,
        email_dormant as is_member

    from rules

    where coalesce(email_dormant, true)

    union all

    select
        customer_id,
        'abandoned_cart' as segment,
        abandoned_cart as is_member

    from rules

    where coalesce(abandoned_cart, true)

    union all

    select
        customer_id,
        'browse_abandoners' as segment,
        browse_abandoners as is_member

    from rules

    where coalesce(browse_abandoners, true)

    union all

    select
        customer_id,
        'many_pages_viewers' as segment,
        many_pages_viewers as is_member

    from rules

    where coalesce(many_pages_viewers, true)

    union all

    select
        customer_id,
        'new_customers' as segment,
        new_customers as is_member

    from rules

    where coalesce(new_customers, true)

    union all

    select
        customer_id,
        'second_order_due' as segment,
        second_order_due as is_member

    from rules

    where coalesce(second_order_due, true)

    union all

    select
        customer_id,
        'returning_customers' as segment,
        returning_customers as is_member

    from rules

    where coalesce(returning_customers, true)

    union all

    select
        customer_id,
        'new_signups_no_order' as segment,
        new_signups_no_order as is_member

    from rules

    where coalesce(new_signups_no_order, true)

    union all

    select
        customer_id,
        'loyalty_members' as segment,
        loyalty_members as is_member

    from rules

    where coalesce(loyalty_members, true)

    union all

    select
        customer_id,
        'women' as segment,
        women as is_member

    from rules

    where coalesce(women, true)

    union all

    select
        customer_id,
        'men' as segment,
        men as is_member

    from rules

    where coalesce(men, true)

    union all

    select
        customer_id,
        'frequent_buyers_30d' as segment,
        frequent_buyers_30d as is_member

    from rules

    where coalesce(frequent_buyers_30d, true)

    union all

    select
        customer_id,
        'lapsed_3_6_months' as segment,
        lapsed_3_6_months as is_member

    from rules

    where coalesce(lapsed_3_6_months, true)

    union all

    select
        customer_id,
        'active_customers' as segment,
        active_customers as is_member

    from rules

    where coalesce(active_customers, true)

    union all

    select
        customer_id,
        'inactive_6_months' as segment,
        inactive_6_months as is_member

    from rules

    where coalesce(inactive_6_months, true)

    union all

    select
        customer_id,
        'inactive_12_months' as segment,
        inactive_12_months as is_member

    from rules

    where coalesce(inactive_12_months, true)

    union all

    select
        customer_id,
        'lost_customers' as segment,
        lost_customers as is_member

    from rules

    where coalesce(lost_customers, true)

    union all

    select
        customer_id,
        'frequent_buyers_6m' as segment,
        frequent_buyers_6m as is_member

    from rules

    where coalesce(frequent_buyers_6m, true)

    union all

    select
        customer_id,
        'big_spenders' as segment,
        big_spenders as is_member

    from rules

    where coalesce(big_spenders, true)

    union all

    select
        customer_id,
        'vip' as segment,
        vip as is_member

    from rules

    where coalesce(vip, true)

    union all

    select
        customer_id,
        'best_customers' as segment,
        best_customers as is_member

    from rules

    where coalesce(best_customers, true)

    union all

    select
        customer_id,
        'prospect_new' as segment,
        prospect_new as is_member

    from rules

    where coalesce(prospect_new, true)

    union all

    select
        customer_id,
        'prospect_active' as segment,
        prospect_active as is_member

    from rules

    where coalesce(prospect_active, true)

    union all

    select
        customer_id,
        'prospect_cold' as segment,
        prospect_cold as is_member

    from rules

    where coalesce(prospect_cold, true)

    union all

    select
        customer_id,
        'lost' as segment,
        lost as is_member

    from rules

    where coalesce(lost, true)

    union all

    select
        customer_id,
        'inactive_6_12' as segment,
        inactive_6_12 as is_member

    from rules

    where coalesce(inactive_6_12, true)

    union all

    select
        customer_id,
        'lapsed_3_6' as segment,
        lapsed_3_6 as is_member

    from rules

    where coalesce(lapsed_3_6, true)

    union all

    select
        customer_id,
        'new_customer' as segment,
        new_customer as is_member

    from rules

    where coalesce(new_customer, true)

    union all

    select
        customer_id,
        'one_time_active' as segment,
        one_time_active as is_member

    from rules

    where coalesce(one_time_active, true)

    union all

    select
        customer_id,
        'reactivated' as segment,
        reactivated as is_member

    from rules

    where coalesce(reactivated, true)

    union all

    select
        customer_id,
        'repeat_active' as segment,
        repeat_active as is_member

    from rules

    where coalesce(repeat_active, true)

)

select
    customer_id,
    segment,
    is_member

from memberships
