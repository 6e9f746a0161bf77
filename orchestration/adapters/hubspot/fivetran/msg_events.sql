with

-- What HubSpot took and what it handed on are one message.
sent as (

    select distinct
        email_campaign_id,
        recipient

    from email_event_now

    where upper(type) = 'SENT'

)

select
    event.source_file,
    event.source_line,
    event.loaded_at,
    event.id as message_event_id,
    case upper(event.type)
        when 'SENT' then 'sent'
        when 'PROCESSED' then 'sent'
        when 'DELIVERED' then 'delivered'
        when 'OPEN' then 'opened'
        when 'CLICK' then 'clicked'
        when 'BOUNCE' then
            case when bounce.status like '5%' and upper(bounce.category) not in (
                'MAILBOX_FULL', 'THROTTLED', 'GREYLISTING', 'TIMEOUT', 'SPAM', 'CONTENT', 'POLICY'
            ) then 'bounced_hard' else 'bounced_soft' end
        when 'DROPPED' then 'dropped'
        when 'DEFERRED' then 'deferred'
        when 'SPAMREPORT' then 'complained'
        when 'STATUSCHANGE' then 'unsubscribed'
        else lower(event.type)
    end as event_type,
    event.recipient as address,
    event.email_campaign_id as campaign_id,
    case when upper(event.type) = 'SENT' then event.id else event.sent_by_id end as message_id,
    event.created as occurred_at,
    click.url,
    case when upper(event.type) in ('OPEN', 'CLICK') then event.filtered_event end as is_machine,
    coalesce(bounce.category || ' ' || bounce.status, dropped.drop_reason) as bounce_reason,
    case
        when upper(event.type) in ('PRINT', 'FORWARD') then 'a print or a forward is no event of the contract'
        when upper(event.type) = 'PROCESSED' and sent.recipient is not null then 'the message has a SENT event'
        when upper(event.type) = 'STATUSCHANGE' and coalesce(change.portal_subscription_status, '') <> 'UNSUBSCRIBED'
            then 'a change of subscription that is no unsubscription'
    end as not_used

from email_event_rows as event

left join sent on event.email_campaign_id = sent.email_campaign_id and event.recipient = sent.recipient

left join email_event_click_now as click on event.id = click.id

left join email_event_bounce_now as bounce on event.id = bounce.id

left join email_event_dropped_now as dropped on event.id = dropped.id

left join email_event_status_change_now as change on event.id = change.id
