with

refunds as (

    select * from {{ ref('base_shop__refunds') }}

),

rows_set_aside as (

    select
        loaded_at,
        source_file,
        source_line

    from {{ ref('int_staging__rows_set_aside') }}

    where source_table = 'shop_refunds'

)

select
    refund_line_id,
    refund_id,
    order_id,
    order_line_id,
    kind,
    quantity,
    amount,
    reason,
    refunded_at,
    source_id,
    source_updated_at,
    loaded_at

from refunds

where not exists (
    select 1 from rows_set_aside
    where {{ same_row('rows_set_aside', 'refunds') }}
)
