-- One row per event, with the first of its items: a row per item would count the event, and what it
-- is worth, once per item; what an order holds is known from the shop. Of where the visitor came
-- from only the event's own record is read: traffic_source is of the first visit ever, and differs
-- between the intraday and the daily table of one event.
with

opened as (

    select
        events_rows.* replace (
            case when json_valid(ecommerce) then ecommerce end as ecommerce,
            case when json_valid(device) then device end as device
        ),
        case when json_valid(geo) then lower(geo ->> '$.country') end as country,
        case when json_valid(items) then items -> '$[0]' end as item,
        case when json_valid(collected_traffic_source) then collected_traffic_source end as traffic,
        case when json_valid(privacy_info) then lower(privacy_info ->> '$.analytics_storage') end as storage,
        case when json_valid(event_params) then from_json(
            event_params,
            '[{"key": "VARCHAR", "value": {"string_value": "VARCHAR", "int_value": "VARCHAR",
               "float_value": "VARCHAR", "double_value": "VARCHAR"}}]'
        ) end as parameters

    from events_rows

),

-- One value of four types each. Parquet has 12.0 where JSON lines have 12.
named as (

    select
        *,
        [one.key for one in parameters] as keys,
        [coalesce(
            one.value.string_value,
            one.value.int_value,
            regexp_replace(coalesce(one.value.double_value, one.value.float_value), '[.]0+$', '')
        ) for one in parameters] as texts,
        user_pseudo_id || '.' || texts[list_position(keys, 'ga_session_id')] as session_id

    from opened

)

select
    named.source_file,
    named.source_line,
    named.loaded_at,
    -- Of all that the event is, so that two tables that hold it agree; no order of parameters is promised.
    md5(json_array(
        stream_id, user_pseudo_id, session_id, event_name, event_timestamp, batch_event_index,
        list_sort(list_zip(keys, texts))
    )) as event_id,
    user_pseudo_id as anonymous_id,
    session_id,
    user_id,
    case event_name when 'view_search_results' then 'search' when 'screen_view' then 'page_view' else event_name end
        as event_name,
    case when regexp_full_match(event_timestamp, '[1-9][0-9]{15}')
        then strftime(make_timestamp(cast(event_timestamp as bigint)), '%Y-%m-%dT%H:%M:%S.%fZ') else event_timestamp
    end as occurred_at,
    texts[list_position(keys, 'page_location')] as page_url,
    nullif(item ->> '$.item_id', '(not set)') as product_id,
    case when event_name in ('purchase', 'refund') then nullif(
        coalesce(ecommerce ->> '$.transaction_id', texts[list_position(keys, 'transaction_id')]), '(not set)'
    ) end as order_id,
    coalesce(
        case event_name
            when 'purchase' then ecommerce ->> '$.purchase_revenue'
            when 'refund' then ecommerce ->> '$.refund_value'
        end,
        texts[list_position(keys, 'value')]
    ) as value,
    texts[list_position(keys, 'currency')] as currency,
    case when device ->> '$.category' = 'smart tv' then 'tv' else device ->> '$.category' end as device_type,
    case when device ->> '$.operating_system' = 'Macintosh' then 'macOS' else device ->> '$.operating_system' end as os,
    coalesce(device ->> '$.web_info.browser', device ->> '$.browser') as browser,
    country_names.country_code,
    coalesce(traffic ->> '$.manual_source', texts[list_position(keys, 'source')]) as utm_source,
    coalesce(traffic ->> '$.manual_medium', texts[list_position(keys, 'medium')]) as utm_medium,
    coalesce(traffic ->> '$.manual_campaign_name', texts[list_position(keys, 'campaign')]) as utm_campaign,
    coalesce(traffic ->> '$.gclid', texts[list_position(keys, 'gclid')]) as click_id,
    case storage when 'yes' then 'true' when 'no' then 'false' end as consent_analytics,
    cast(try_cast(texts[list_position(keys, 'engagement_time_msec')] as decimal(18, 0)) * 0.001 as decimal(18, 2))
        as engaged_seconds,
    nullif(concat_ws(
        ' > ', item ->> '$.item_category', item ->> '$.item_category2', item ->> '$.item_category3',
        item ->> '$.item_category4', item ->> '$.item_category5'
    ), '') as category_path,
    coalesce(texts[list_position(keys, 'item_list_name')], nullif(item ->> '$.item_list_name', '(not set)'))
        as list_name,
    coalesce(texts[list_position(keys, 'form_name')], texts[list_position(keys, 'form_id')]) as form_name

from named

left join country_names on named.country = country_names.country
