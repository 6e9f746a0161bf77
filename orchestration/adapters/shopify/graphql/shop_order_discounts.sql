select
    source_file,
    source_line,
    loaded_at,
    order_id || '-' || index as order_discount_id,
    order_id,
    code

from order_discount_code_rows
