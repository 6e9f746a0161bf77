-- written by `tresse segments compile`; do not edit
-- Nothing is known of a segment while a source it needs is not connected.
with

customer_features as (

    select
        customer_id,
        as_of,
        last_order_date,
        n_orders

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

level_1_stage as (

    select
        *,

        case
            when not (has_shop_orders and has_web_events) then null
            when
                n_orders = 0
                then 'prospect'
            when
                last_order_date > {{ days_ago(30) }}
                and n_orders >= 1
                then 'recent'
            else 'other'
        end as lifecycle_stage

    from level_0

),

level_1 as (

    select
        *,

        lifecycle_stage = 'prospect' as prospect,

        lifecycle_stage = 'recent' as recent,

        lifecycle_stage = 'other' as other

    from level_1_stage

)

select
    customer_id,
    as_of,
    lifecycle_stage,
    prospect,
    recent,
    other

from level_1
