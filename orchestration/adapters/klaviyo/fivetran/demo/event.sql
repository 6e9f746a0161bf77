select
    message_event_id as id,
    subscriber_id as person_id,
    case when campaign_id not like 'flow:%' then campaign_id end as campaign_id,
    case when campaign_id like 'flow:%' then substr(campaign_id, 6) end as flow_id,
    occurred_at as datetime,
    case when event_type like 'bounced%' then 'bounced' else event_type end || '-' || channel as metric_id,
    case event_type when 'bounced_hard' then 'Hard' when 'bounced_soft' then 'Soft' end as property_bounce_type,
    bounce_reason as property_failure_type,
    url as property_url,
    case when is_machine = 'true' then 'true' end as property_apple_privacy_open,
    null as property_method,
    null as property_form_id

from msg_events

union all by name

select
    consent_event_id as id,
    subscriber_id as person_id,
    occurred_at as datetime,
    case state when 'withdrawn' then 'unsubscribed' else state end || '-' || channel as metric_id,
    method as property_method,
    source_text as property_form_id

from msg_consents

where purpose = 'marketing' and state in ('granted', 'withdrawn')

union all by name

-- What else the shop tells Klaviyo is no message.
select
    order_id as id,
    order_id as person_id,
    ordered_at as datetime,
    'order' as metric_id

from shop_orders
