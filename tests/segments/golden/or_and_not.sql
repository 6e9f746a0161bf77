-- written by `tresse segments compile`; do not edit
-- Nothing is known of a segment while a source it needs is not connected.
with

customer_features as (

    select
        customer_id,
        as_of,
        aov,
        gender,
        last_order_date,
        n_orders,
        shop_aov

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

        case
            when has_shop_orders
                then
                    (n_orders = 0 or aov > 1.5 * shop_aov)
                    and n_orders not between 3 and 5
                    and gender not in ('F', 'X')
        end as either,

        case
            when has_shop_orders and has_web_events
                then
                    (
                        last_order_date is null
                        or last_order_date <= {{ months_ago(12) }}
                        or (n_orders = 1 and gender is distinct from 'it''s')
                    )
        end as long_choice

    from level_0

)

select
    customer_id,
    as_of,
    either,
    long_choice

from level_1
