select
    'crm_contact:' || contact_id as record_id,
    'crm_contact' as record_type,
    source_id,
    contact_id as source_key,
    shop_customer_id,
    email,
    phone,
    first_name,
    last_name,
    {{ plausible_birth_date('birth_date') }} as birth_date,
    country_code,
    created_at as first_seen_at

from {{ ref('stg_crm__contacts') }}

union all

select
    'shop_customer:' || shop_customer_id as record_id,
    'shop_customer' as record_type,
    source_id,
    shop_customer_id as source_key,
    shop_customer_id,
    email,
    phone,
    first_name,
    last_name,
    {{ plausible_birth_date('birth_date') }} as birth_date,
    country_code,
    created_at as first_seen_at

from {{ ref('stg_shop__customers') }}

union all

select
    'subscriber:' || {{ subscriber_key('subscriber_id', 'channel') }} as record_id,
    'subscriber' as record_type,
    source_id,
    {{ subscriber_key('subscriber_id', 'channel') }} as source_key,
    shop_customer_id,
    case when channel = 'email' then address end as email,
    case when channel in ('sms', 'whatsapp') then address end as phone,
    first_name,
    last_name,
    null as birth_date,
    null as country_code,
    created_at as first_seen_at

from {{ ref('stg_email__subscribers') }}

union all

select
    'loyalty_member:' || member_id as record_id,
    'loyalty_member' as record_type,
    source_id,
    member_id as source_key,
    shop_customer_id,
    email,
    null as phone,
    null as first_name,
    null as last_name,
    null as birth_date,
    null as country_code,
    joined_at as first_seen_at

from {{ ref('stg_crm__loyalty_members') }}

union all

select
    record_type || ':' || source_key as record_id,
    record_type,
    source_id,
    source_key,
    shop_customer_id,
    email,
    phone,
    first_name,
    last_name,
    null as birth_date,
    country_code,
    first_seen_at

from {{ ref('int_identity__guest_records') }}
