with

subscribers as (

    select distinct
        subscriber_id,
        address

    from msg_subscribers

)

select
    case event.event_type
        when 'opened' then case event.is_machine when 'true' then 'proxy_open' else 'opened' end
        when 'clicked' then 'click'
        when 'bounced_hard' then 'hard_bounce'
        when 'bounced_soft' then 'soft_bounce'
        else event.event_type
    end as event,
    subscribers.address as email,
    '7' as id,
    event.campaign_id as camp_id,
    event.message_id as "message-id",
    event.occurred_at as date,
    coalesce(cast(cast(epoch(try_cast(event.occurred_at as timestamp)) as bigint) as varchar), event.occurred_at) as ts_event,
    event.url as link,
    event.bounce_reason as reason

from msg_events as event

inner join subscribers on event.subscriber_id = subscribers.subscriber_id

where event.channel = 'email'
