with

metrics as (

    select
        event.*,
        lower(coalesce(metric.name, event.type)) as metric

    from event_rows as event

    left join metric_now as metric on event.metric_id = metric.id

),

events as (

    select
        *,
        case
            when metric in ('received email', 'received sms') then 'delivered'
            when metric = 'opened email' then 'opened'
            when metric in ('clicked email', 'clicked sms') then 'clicked'
            when metric = 'bounced email'
                then case when lower(property_bounce_type) like '%hard%' then 'bounced_hard' else 'bounced_soft' end
            when metric in ('dropped email', 'failed to deliver sms') then 'dropped'
            when metric = 'marked email as spam' then 'complained'
            when metric in (
                'unsubscribed', 'unsubscribed from email marketing', 'unsubscribed from sms marketing'
            ) then 'unsubscribed'
        end as event_type

    from metrics

),

-- Klaviyo has no event for a message that went out: one that arrived did.
sent as (

    select * replace (source_file || '#sent' as source_file, id || '-sent' as id, 'sent' as event_type)

    from events

    where event_type = 'delivered'

),

all_events as (

    select * from events

    union all by name

    select * from sent

)

select
    source_file,
    source_line,
    loaded_at,
    fivetran_deleted as is_deleted,
    id as message_event_id,
    case when metric like '%sms%' then 'sms' else 'email' end as channel,
    event_type,
    person_id as subscriber_id,
    coalesce(campaign_id, 'flow:' || flow_id) as campaign_id,
    datetime as occurred_at,
    property_url as url,
    lower(coalesce(property_apple_privacy_open, 'false')) as is_machine,
    property_failure_type as bounce_reason,
    case when event_type is null then 'a metric that is no message: ' || coalesce(metric, 'without a name') end as not_used

from all_events
