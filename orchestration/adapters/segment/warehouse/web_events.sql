-- Pages, tracks and identifies of browsers and apps. An identify is no visit: it is an `other` event of
-- the visit that it was made in, which then knows whose it is, and nothing where there was none.
with

-- Tracks lack the properties of their events, which each event's own table has.
properties as (

    select id, product_id, category, value, price, quantity, currency, list_id from product_clicked_now
    union all by name select id, product_id, category, value, price, quantity, currency from product_viewed_now
    union all by name select id, product_id, category, value, price, quantity, currency from product_added_now
    union all by name select id, product_id, category, value, price, quantity, currency from product_removed_now
    union all by name select id, category, list_id from product_list_viewed_now
    -- What is charged comes first: revenue is without tax and shipping.
    union all by name select id, coalesce(total, value, revenue) as value, currency from checkout_started_now
    union all by name select id, order_id, coalesce(total, value, revenue) as value, currency from order_completed_now
    union all by name select id, order_id, coalesce(total, value, revenue) as value, currency from order_refunded_now

),

event_names as (

    select * from (values
        ('product_list_viewed', 'view_item_list'), ('product_viewed', 'view_item'), ('product_clicked', 'select_item'),
        ('product_added', 'add_to_cart'), ('product_removed', 'remove_from_cart'), ('checkout_started', 'begin_checkout'),
        ('payment_info_entered', 'add_payment_info'), ('order_completed', 'purchase'), ('order_refunded', 'refund'),
        ('products_searched', 'search'), ('signed_up', 'sign_up'), ('account_created', 'sign_up'), ('signed_in', 'login'), ('signed_out', 'logout')
    ) as known (event, event_name)

),

said as (

    select *, url as page_url, 'page_view' as event_name from pages_rows
    union all by name
    select tracks_rows.*, context_page_url as page_url, coalesce(event_names.event_name, 'other') as event_name
    from tracks_rows left join event_names on lower(tracks_rows.event) = event_names.event
    union all by name select *, 'other' as event_name, context_page_url as page_url, true as is_identify from identifies_rows

),

calls as (

    select
        *,
        lower(context_user_agent) as agent,
        context_library_name is not null
        and regexp_matches(lower(context_library_name), '-(node|python|ruby|php|java|go|rust)$|[.]net$') as is_of_server

    from said

),

visits as (

    select distinct anonymous_id, left(timestamp, 10) as day from calls where is_identify is null and not is_of_server

)

select
    calls.source_file,
    calls.source_line,
    calls.loaded_at,
    case
        when is_of_server then 'sent by a server: no visit'
        when is_identify and visits.day is null then 'an identify outside any visit'
    end as not_used,
    calls.id as event_id,
    calls.anonymous_id,
    calls.anonymous_id || '.' || context_session_id as session_id,
    case when calls.user_id not like '%@%' then calls.user_id end as user_id,
    coalesce(calls.email, case when calls.user_id like '%@%' then calls.user_id end) as email,
    calls.event_name,
    calls.timestamp as occurred_at,
    calls.received_at,
    calls.page_url,
    properties.product_id,
    properties.order_id,
    coalesce(value, cast(try_cast(price as decimal(18, 4)) * try_cast(quantity as decimal(9, 0)) as varchar), price)
        as value,
    properties.currency,
    calls.context_campaign_source as utm_source,
    calls.context_campaign_medium as utm_medium,
    calls.context_campaign_name as utm_campaign,
    nullif(regexp_extract(calls.page_url, '[?&](gclid|fbclid|msclkid)=([^&#]+)', 2), '') as click_id,
    case
        when agent like '%tv%' then 'tv'
        when regexp_matches(agent, 'ipad|tablet') or agent like '%android%' and agent not like '%mobile%' then 'tablet'
        when regexp_matches(agent, 'mobi|iphone') then 'mobile'
        when regexp_matches(agent, 'windows|macintosh|x11|cros') then 'desktop'
        when agent is not null then 'other'
    end as device_type,
    regexp_matches(agent, 'bot\b|crawl|spider|headless|lighthouse') as is_bot,
    properties.category as category_path,
    properties.list_id as list_name

from calls

left join properties on calls.id = properties.id

left join visits on calls.anonymous_id = visits.anonymous_id and left(calls.timestamp, 10) = visits.day
