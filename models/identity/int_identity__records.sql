-- A tool keeps one person's channels under one subscriber id: they are one record.
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
    postal_code,
    address_line,
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
    postal_code,
    address_line,
    created_at as first_seen_at

from {{ ref('stg_shop__customers') }}

union all

select
    'subscriber:' || subscriber_id as record_id,
    'subscriber' as record_type,
    min(source_id) as source_id,
    subscriber_id as source_key,
    min(shop_customer_id) as shop_customer_id,
    min(case when channel = 'email' then address end) as email,
    min(case when channel in ('sms', 'whatsapp') then address end) as phone,
    min(first_name) as first_name,
    min(last_name) as last_name,
    null as birth_date,
    null as country_code,
    null as postal_code,
    null as address_line,
    min(created_at) as first_seen_at

from {{ ref('stg_email__subscribers') }}

group by subscriber_id

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
    null as postal_code,
    null as address_line,
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
    postal_code,
    address_line,
    first_seen_at

from {{ ref('int_identity__guest_records') }}
