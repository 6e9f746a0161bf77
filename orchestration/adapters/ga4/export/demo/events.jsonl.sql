select
    strftime(try_cast(occurred_at as timestamp), '%Y%m%d') as event_date,
    coalesce(cast(epoch_us(try_cast(occurred_at as timestamp)) as varchar), occurred_at) as event_timestamp,
    event_name,
    [
        {'key': one.key, 'value': {'string_value': one.text, 'int_value': one.whole, 'double_value': one.amount}}
        for one in [
            {'key': 'ga_session_id', 'text': null, 'whole': substr(session_id, 2), 'amount': null},
            {'key': 'page_location', 'text': page_url, 'whole': null, 'amount': null},
            {'key': 'engagement_time_msec', 'text': null, 'whole': engaged_seconds || '000', 'amount': null},
            {'key': 'currency', 'text': currency, 'whole': null, 'amount': null},
            {'key': 'value', 'text': null, 'whole': null, 'amount': cast(value as decimal(18, 2))},
            {'key': 'item_list_name', 'text': list_name, 'whole': null, 'amount': null},
            {'key': 'form_name', 'text': form_name, 'whole': null, 'amount': null}
        ]
        if coalesce(one.text, one.whole, cast(one.amount as varchar)) is not null
    ] as event_params,
    anonymous_id as user_pseudo_id,
    user_id,
    {'analytics_storage': case consent_analytics when 'true' then 'Yes' when 'false' then 'No' end} as privacy_info,
    {'category': device_type, 'operating_system': os, 'web_info': {'browser': browser}} as device,
    {'country': case country_code when 'FR' then 'France' end} as geo,
    {
        'manual_source': utm_source,
        'manual_medium': utm_medium,
        'manual_campaign_name': utm_campaign,
        'gclid': click_id
    } as collected_traffic_source,
    {'transaction_id': order_id, 'purchase_revenue': case event_name when 'purchase' then cast(value as decimal(18, 2)) end}
        as ecommerce,
    case
        when product_id is not null then [{
            'item_id': product_id,
            'item_category': split_part(category_path, ' > ', 1),
            'item_category2': nullif(split_part(category_path, ' > ', 2), ''),
            'item_category3': nullif(split_part(category_path, ' > ', 3), '')
        }]
        else []
    end as items,
    '1234567890' as stream_id,
    'WEB' as platform

from web_events

-- GA4 leaves out the robots that it knows.
where is_bot = 'false'
