select
    customer_id || '-1' as id,
    customer_id,
    address_line as address_1,
    city,
    postal_code as zip,
    country_code,
    'true' as is_default,
    source_updated_at as _fivetran_synced

from shop_customers
