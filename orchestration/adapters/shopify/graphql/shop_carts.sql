select
    source_file,
    source_line,
    loaded_at,
    updated_at as source_updated_at,
    fivetran_deleted as is_deleted,
    id as cart_id,
    customer_id,
    created_at,
    updated_at,
    total_price_set_shop_amount as total_amount,
    total_price_set_shop_currency_code as currency

from abandoned_checkout_rows
