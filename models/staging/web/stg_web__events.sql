with

events as (

    select * from {{ ref('base_web__events') }}

),

rows_set_aside as (

    select
        loaded_at,
        source_file,
        source_line

    from {{ ref('int_staging__rows_set_aside') }}

    where source_table = 'web_events'

)

select
    event_id,
    anonymous_id,
    session_id,
    shop_customer_id,
    email,
    email_sha256,
    event_name,
    occurred_at,
    received_at,
    page_url,
    page_type,
    product_id,
    order_id,
    value,
    currency,
    device_type,
    os,
    browser,
    country_code,
    utm_source,
    utm_medium,
    utm_campaign,
    click_id,
    consent_analytics,
    is_bot,
    engaged_seconds,
    category_path,
    list_name,
    form_name,
    source_id,
    source_updated_at,
    loaded_at

from events

where not exists (
    select 1 from rows_set_aside
    where {{ same_row('rows_set_aside', 'events') }}
)
