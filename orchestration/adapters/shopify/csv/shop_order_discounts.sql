select
    source_file,
    source_line,
    loaded_at,
    coalesce(id, name) || '-1' as order_discount_id,
    coalesce(id, name) as order_id,
    discount_code as code,
    discount_amount as amount,
    case when discount_code is null then 'no discount code' end as not_used

from orders_rows
