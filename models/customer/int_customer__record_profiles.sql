-- Where a gift is sent is not where its giver lives.
with

guest_orders as (

    select
        *,
        coalesce(source_updated_at, ordered_at) as observed_at,
        coalesce(ship_first_name <> bill_first_name or ship_last_name <> bill_last_name, false)
            as is_gift

    from {{ ref('stg_shop__orders') }}

)

select
    'crm_contact:' || contact_id as record_id,
    first_name,
    last_name,
    birth_date,
    gender,
    language,
    country_code,
    postal_code,
    city,
    address_line,
    customer_type,
    coalesce(source_updated_at, created_at) as observed_at

from {{ ref('stg_crm__contacts') }}

union all

select
    'shop_customer:' || shop_customer_id as record_id,
    first_name,
    last_name,
    birth_date,
    gender,
    language,
    country_code,
    postal_code,
    city,
    address_line,
    null as customer_type,
    coalesce(source_updated_at, created_at) as observed_at

from {{ ref('stg_shop__customers') }}

union all

select
    'guest_order:' || order_id as record_id,
    bill_first_name as first_name,
    bill_last_name as last_name,
    null as birth_date,
    null as gender,
    null as language,
    case when not is_gift then ship_country_code end as country_code,
    case when not is_gift then ship_postal_code end as postal_code,
    case when not is_gift then ship_city end as city,
    case when not is_gift then ship_address_line end as address_line,
    null as customer_type,
    observed_at

from guest_orders

union all

select
    'subscriber:' || subscriber_id as record_id,
    min(first_name) as first_name,
    min(last_name) as last_name,
    null as birth_date,
    null as gender,
    min(language) as language,
    null as country_code,
    null as postal_code,
    null as city,
    null as address_line,
    null as customer_type,
    max(coalesce(source_updated_at, created_at)) as observed_at

from {{ ref('stg_email__subscribers') }}

group by subscriber_id
