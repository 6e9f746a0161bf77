-- written by `tresse segments compile`; do not edit
-- Nothing is known of a segment while a source it needs is not connected.
with

customer_features as (

    select
        customer_id,
        as_of,
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
            as has_shop_orders

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

        case when has_shop_orders then n_orders >= 2 end as returning_customers

    from level_0

)

select
    customer_id,
    as_of,
    returning_customers

from level_1
