select
    created_at,
    'EUR' as currency,
    email,
    'SINGLE_OPT_IN' as email_marketing_consent_opt_in_level,
    case email_optin when 'true' then 'SUBSCRIBED' when 'false' then 'UNSUBSCRIBED' else 'INVALID' end
        as email_marketing_consent_state,
    email_optin_at as email_marketing_consent_updated_at,
    first_name,
    customer_id as id,
    last_name,
    phone,
    case when account_state = 'guest' then 'disabled' else account_state end as state,
    source_updated_at as updated_at

from shop_customers
