with

typed as (

    select
        source_id,
        source_file,
        source_line,
        row_hash,
        loaded_at,
        {{ parse_timestamp('source_updated_at') }} as source_updated_at,
        coalesce({{ parse_boolean('is_deleted') }}, false) as is_deleted,
        {{ source_key('event_id') }} as event_id,
        case
            when {{ parse_boolean('consent_analytics') }} is not false
                then {{ source_key('anonymous_id') }}
        end as anonymous_id,
        {{ source_key('session_id') }} as session_id,
        {{ account_key('user_id') }} as shop_customer_id,
        {{ parse_text('email') }} as email,
        {{ parse_lower('email_sha256') }} as email_sha256,
        {{ parse_code('event_name', [
            'page_view', 'session_start', 'view_item_list', 'view_item', 'select_item',
            'add_to_cart', 'remove_from_cart', 'begin_checkout', 'add_payment_info', 'purchase',
            'refund', 'search', 'sign_up', 'login', 'logout', 'form_start', 'form_submit',
            'popup_view'
        ], 'other') }} as event_name,
        {{ parse_timestamp('occurred_at') }} as said_occurred_at,
        {{ parse_timestamp('received_at') }} as received_at,
        {{ without_personal_parameters('page_url') }} as page_url,
        {{ parse_code('page_type', [
            'home', 'category', 'product', 'cart', 'checkout', 'confirmation', 'account',
            'content', 'search'
        ], 'other') }} as page_type,
        {{ shop_key('product_id') }} as product_id,
        {{ shop_key('order_id') }} as order_id,
        {{ parse_decimal('value') }} as value,
        {{ parse_currency('currency') }} as currency,
        {{ parse_code('device_type', [
            'desktop', 'mobile', 'tablet', 'tv'
        ], 'other') }} as device_type,
        {{ parse_text('os') }} as os,
        {{ parse_text('browser') }} as browser,
        {{ parse_upper('country_code') }} as country_code,
        {{ parse_lower('utm_source') }} as utm_source,
        {{ parse_lower('utm_medium') }} as utm_medium,
        {{ parse_text('utm_campaign') }} as utm_campaign,
        {{ parse_text('click_id') }} as click_id,
        {{ parse_boolean('consent_analytics') }} as consent_analytics,
        coalesce({{ parse_boolean('is_bot') }}, false) as is_bot,
        {{ parse_decimal('engaged_seconds', 'decimal(10,2)') }} as engaged_seconds,
        {{ parse_text('category_path') }} as category_path,
        {{ parse_text('list_name') }} as list_name,
        {{ parse_text('form_name') }} as form_name,
        coalesce(
            {{ bad_timestamps(['source_updated_at', 'occurred_at', 'received_at']) }},
            {{ bad_booleans(['is_deleted', 'consent_analytics', 'is_bot']) }},
            {{ bad_numbers(['value']) }},
            {{ bad_numbers(['engaged_seconds'], 'decimal(10,2)') }}
        ) as unreadable

    from {{ source('raw', 'web_events') }}

)

select
    *,
    -- A device with a wrong clock: the collector knows better when the event happened.
    case
        when said_occurred_at > {{ add_hours("received_at", 1) }} then received_at
        else said_occurred_at
    end as occurred_at,
    case
        when event_id is null then 'missing_key:event_id'
        when is_deleted then null
        when unreadable is not null then unreadable
        when event_name is null then 'missing_value:event_name'
        when occurred_at is null then 'missing_value:occurred_at'
        when {{ is_in_the_future('occurred_at') }} then 'future_date:occurred_at'
    end as fault

from typed
