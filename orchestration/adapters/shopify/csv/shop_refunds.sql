-- The export says how much went back, not when or for what: it counts on the day of the order.
select
    source_file,
    source_line,
    loaded_at,
    coalesce(id, name) || '-refund' as refund_line_id,
    coalesce(id, name) || '-refund' as refund_id,
    coalesce(id, name) as order_id,
    refunded_amount as amount,
    created_at as refunded_at,
    case
        when coalesce(try_cast(refunded_amount as decimal(18, 4)) = 0, refunded_amount is null) then 'nothing refunded'
    end as not_used

from orders_rows
