-- A flag without a date that says no is what an account is created with, not a decision:
-- is_default.
select
    'shop_customers:' || shop_customer_id || ':email_optin' as statement_id,
    'shop_customer:' || shop_customer_id as record_id,
    source_id,
    'email' as channel,
    'marketing' as purpose,
    email as address,
    case when email_optin then 'granted' else 'refused' end as state,
    not email_optin and email_optin_at is null as is_default,
    email_optin_at as stated_at

from {{ ref('stg_shop__customers') }}

where email_optin is not null

union all

select
    'shop_customers:' || shop_customer_id || ':partner_optin' as statement_id,
    'shop_customer:' || shop_customer_id as record_id,
    source_id,
    'email' as channel,
    'partner_offers' as purpose,
    email as address,
    case when partner_optin then 'granted' else 'refused' end as state,
    not partner_optin as is_default,
    cast(null as timestamp) as stated_at

from {{ ref('stg_shop__customers') }}

where partner_optin is not null
