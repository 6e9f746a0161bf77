select
    event_id as id,
    anonymous_id,
    user_id,
    occurred_at as timestamp,
    received_at,
    session_id as context_session_id,
    case os
        when 'iOS' then 'Mozilla/5.0 ('
            || case device_type when 'tablet' then 'iPad; CPU OS 18_1' else 'iPhone; CPU iPhone OS 18_1' end
            || ' like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Mobile/15E148 Safari/604.1'
        when 'Android' then 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36'
        when 'Windows' then 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36'
        else 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.1 Safari/605.1.15'
    end
    || case is_bot when 'true' then ' (compatible; examplebot/2.1; +https://bot.example)' else '' end as context_user_agent,
    'analytics.js' as context_library_name,
    utm_source as context_campaign_source,
    utm_medium as context_campaign_medium,
    utm_campaign as context_campaign_name,
    page_url as url,
    regexp_replace(page_url, '^https://[^/]+', '') as path

from web_events

where event_name = 'page_view'
