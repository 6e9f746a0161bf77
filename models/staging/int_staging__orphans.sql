-- A line, discount or refund stands and falls with its order.
with

versions as (

    select
        source_table,
        loaded_at,
        source_file,
        source_line,
        row_status

    from {{ ref('int_staging__versions') }}

),

-- A quarantined row does not make its order known.
orders as (

    select
        order_rows.order_id,
        max(case when versions.row_status = 'deleted' then 1 else 0 end) as is_deleted

    from {{ ref('base_shop__orders') }} as order_rows

    left join versions
        on
            versions.source_table = 'shop_orders'
            and {{ same_row('order_rows', 'versions') }}

    where coalesce(versions.row_status, 'kept') <> 'quarantined'

    group by order_rows.order_id

),

rows_of_orders as (

    select
        order_id,
        {{ row_columns('shop_order_lines', 'order_line_id') }}
    from {{ ref('base_shop__order_lines') }}

    union all

    select
        order_id,
        {{ row_columns('shop_order_discounts', 'order_discount_id') }}
    from {{ ref('base_shop__order_discounts') }}

    union all

    select
        order_id,
        {{ row_columns('shop_refunds', 'refund_line_id') }}
    from {{ ref('base_shop__refunds') }}

),

kept_rows as (

    select rows_of_orders.*

    from rows_of_orders

    left join versions
        on
            rows_of_orders.source_table = versions.source_table
            and {{ same_row('rows_of_orders', 'versions') }}

    where coalesce(versions.row_status, 'kept') = 'kept'

)

select
    kept_rows.source_table,
    kept_rows.source_id,
    kept_rows.record_key,
    kept_rows.source_file,
    kept_rows.source_line,
    kept_rows.loaded_at,
    kept_rows.row_hash,
    case when orders.order_id is null then 'unknown_order:order_id' end as fault,
    case when orders.order_id is null then 'quarantined' else 'deleted' end as row_status

from kept_rows

left join orders on kept_rows.order_id = orders.order_id

where orders.order_id is null or orders.is_deleted = 1
