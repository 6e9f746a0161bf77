select
    cast(null as varchar) as refund_line_id,
    cast(null as varchar) as refund_id,
    cast(null as varchar) as order_id,
    cast(null as varchar) as order_line_id,
    cast(null as varchar) as kind,
    cast(null as decimal(18,4)) as quantity,
    cast(null as decimal(18,4)) as amount,
    cast(null as varchar) as reason,
    cast(null as timestamp) as refunded_at,
    cast(null as varchar) as source_id,
    cast(null as timestamp) as source_updated_at,
    cast(null as timestamp) as loaded_at

where false
