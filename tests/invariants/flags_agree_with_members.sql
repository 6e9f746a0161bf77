-- written by `tresse segments compile`; do not edit
with

members as (

    select
        customer_id,
        segment

    from {{ ref('segment_members') }}

),

flags as (

    select
        customer_id,
        'category_enthusiasts' as segment

    from {{ ref('customer_segments') }}

    where category_enthusiasts

    union all

    select
        customer_id,
        'coupon_only_buyers' as segment

    from {{ ref('customer_segments') }}

    where coupon_only_buyers

    union all

    select
        customer_id,
        'email_engaged' as segment

    from {{ ref('customer_segments') }}

    where email_engaged

    union all

    select
        customer_id,
        'email_dormant' as segment

    from {{ ref('customer_segments') }}

    where email_dormant

    union all

    select
        customer_id,
        'abandoned_cart' as segment

    from {{ ref('customer_segments') }}

    where abandoned_cart

    union all

    select
        customer_id,
        'browse_abandoners' as segment

    from {{ ref('customer_segments') }}

    where browse_abandoners

    union all

    select
        customer_id,
        'many_pages_viewers' as segment

    from {{ ref('customer_segments') }}

    where many_pages_viewers

    union all

    select
        customer_id,
        'new_customers' as segment

    from {{ ref('customer_segments') }}

    where new_customers

    union all

    select
        customer_id,
        'second_order_due' as segment

    from {{ ref('customer_segments') }}

    where second_order_due

    union all

    select
        customer_id,
        'returning_customers' as segment

    from {{ ref('customer_segments') }}

    where returning_customers

    union all

    select
        customer_id,
        'new_signups_no_order' as segment

    from {{ ref('customer_segments') }}

    where new_signups_no_order

    union all

    select
        customer_id,
        'loyalty_members' as segment

    from {{ ref('customer_segments') }}

    where loyalty_members

    union all

    select
        customer_id,
        'women' as segment

    from {{ ref('customer_segments') }}

    where women

    union all

    select
        customer_id,
        'men' as segment

    from {{ ref('customer_segments') }}

    where men

    union all

    select
        customer_id,
        'frequent_buyers_30d' as segment

    from {{ ref('customer_segments') }}

    where frequent_buyers_30d

    union all

    select
        customer_id,
        'lapsed_3_6_months' as segment

    from {{ ref('customer_segments') }}

    where lapsed_3_6_months

    union all

    select
        customer_id,
        'active_customers' as segment

    from {{ ref('customer_segments') }}

    where active_customers

    union all

    select
        customer_id,
        'inactive_6_months' as segment

    from {{ ref('customer_segments') }}

    where inactive_6_months

    union all

    select
        customer_id,
        'inactive_12_months' as segment

    from {{ ref('customer_segments') }}

    where inactive_12_months

    union all

    select
        customer_id,
        'lost_customers' as segment

    from {{ ref('customer_segments') }}

    where lost_customers

    union all

    select
        customer_id,
        'frequent_buyers_6m' as segment

    from {{ ref('customer_segments') }}

    where frequent_buyers_6m

    union all

    select
        customer_id,
        'big_spenders' as segment

    from {{ ref('customer_segments') }}

    where big_spenders

    union all

    select
        customer_id,
        'vip' as segment

    from {{ ref('customer_segments') }}

    where vip

    union all

    select
        customer_id,
        'best_customers' as segment

    from {{ ref('customer_segments') }}

    where best_customers

    union all

    select
        customer_id,
        'prospect_new' as segment

    from {{ ref('customer_segments') }}

    where prospect_new

    union all

    select
        customer_id,
        'prospect_active' as segment

    from {{ ref('customer_segments') }}

    where prospect_active

    union all

    select
        customer_id,
        'prospect_cold' as segment

    from {{ ref('customer_segments') }}

    where prospect_cold

    union all

    select
        customer_id,
        'lost' as segment

    from {{ ref('customer_segments') }}

    where lost

    union all

    select
        customer_id,
        'inactive_6_12' as segment

    from {{ ref('customer_segments') }}

    where inactive_6_12

    union all

    select
        customer_id,
        'lapsed_3_6' as segment

    from {{ ref('customer_segments') }}

    where lapsed_3_6

    union all

    select
        customer_id,
        'new_customer' as segment

    from {{ ref('customer_segments') }}

    where new_customer

    union all

    select
        customer_id,
        'one_time_active' as segment

    from {{ ref('customer_segments') }}

    where one_time_active

    union all

    select
        customer_id,
        'reactivated' as segment

    from {{ ref('customer_segments') }}

    where reactivated

    union all

    select
        customer_id,
        'repeat_active' as segment

    from {{ ref('customer_segments') }}

    where repeat_active

)

select
    coalesce(flags.segment, members.segment) as segment,
    coalesce(flags.customer_id, members.customer_id) as customer_id

from flags

full outer join members
    on
        flags.segment = members.segment
        and flags.customer_id = members.customer_id

where flags.customer_id is null or members.customer_id is null
