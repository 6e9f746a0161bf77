-- written by `tresse segments compile`; do not edit
-- Nothing is known of a segment while a source it needs is not connected.
with

customer_features as (

    select
        customer_id,
        as_of,
        gender,
        n_orders,
        pages_30d

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
        count(case when source_table = 'shop_customers' and is_connected then 1 end) > 0
            as has_shop_customers,
        count(case when source_table = 'shop_orders' and is_connected then 1 end) > 0
            as has_shop_orders,
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

level_1 as (

    select
        *,

        case when has_web_events then pages_30d >= 20 end as bottom,

        case when has_shop_customers then gender = 'F' end as beside

    from level_0

),

level_2 as (

    select
        *,

        case when has_shop_orders and has_web_events then bottom end as middle

    from level_1

),

level_3 as (

    select
        *,

        case
            when has_shop_orders and has_web_events
                then
                    middle
                    and (not bottom or n_orders = 0)
        end as top

    from level_2

)

select
    customer_id,
    as_of,
    top,
    middle,
    bottom,
    beside

from level_3
