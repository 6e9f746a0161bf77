select
    customer_id as id,
    first_name,
    last_name,
    email,
    phone,
    case when account_state = 'guest' then 'disabled' else account_state end as state,
    0 as orders_count,
    '0.00' as total_spent,
    created_at,
    source_updated_at as updated_at,
    email_optin as accepts_marketing,
    email_optin_at as accepts_marketing_updated_at,
    'false' as tax_exempt,
    'true' as verified_email,
    customer_id || '-1' as default_address_id,
    source_updated_at as _fivetran_synced

from shop_customers
