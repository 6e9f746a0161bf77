with

-- The newest export that has an order has all its lines: those of older ones may be edited away.
numbered as (

    select
        *,
        row_number() over (partition by name, source_file, loaded_at order by source_line) as line_number,
        dense_rank() over (partition by name order by loaded_at desc, source_file desc) as export_rank,
        max(id) over (partition by name, source_file, loaded_at) as order_id

    from orders_rows

)

select
    source_file,
    source_line,
    loaded_at,
    coalesce(order_id, name) || '-' || line_number as order_line_id,
    coalesce(order_id, name) as order_id,
    lineitem_sku as sku,
    lineitem_name as title,
    lineitem_quantity as quantity,
    lineitem_price as unit_price,
    lineitem_discount as discount_amount,
    try_cast(lineitem_price as decimal(18, 4)) * try_cast(lineitem_quantity as decimal(9, 0))
    - coalesce(try_cast(lineitem_discount as decimal(18, 4)), 0) as line_amount,
    case
        when lineitem_name is null and lineitem_quantity is null then 'an order without a line'
        when export_rank > 1 then 'a newer export has the lines of the order'
    end as not_used

from numbered
