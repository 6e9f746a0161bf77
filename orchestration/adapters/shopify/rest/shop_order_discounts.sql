select
    source_file,
    source_line,
    loaded_at,
    order_id || '-' || index as order_discount_id,
    order_id,
    code,
    case lower(type)
        when 'fixed_amount' then 'fixed'
        when 'shipping' then 'free_shipping'
        else lower(type)
    end as discount_type,
    amount,
    case when lower(type) = 'shipping' then 'shipping' end as kind

from order_discount_code_rows
