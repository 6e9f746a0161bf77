select
    change.source_file,
    change.source_line,
    change.loaded_at,
    change.id as consent_event_id,
    'email' as channel,
    event.recipient as address,
    'marketing' as purpose,
    case upper(change.portal_subscription_status)
        when 'SUBSCRIBED' then 'granted'
        when 'UNSUBSCRIBED' then 'withdrawn'
        else lower(change.portal_subscription_status)
    end as state,
    event.created as occurred_at,
    case when change.portal_subscription_status is null then 'a bounce, not a word of the person' end as not_used

from email_event_status_change_rows as change

left join email_event_now as event on change.id = event.id
