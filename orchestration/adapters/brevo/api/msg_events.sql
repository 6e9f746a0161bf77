select
    source_file,
    source_line,
    loaded_at,
    brevo_event_id(event, email, camp_id, message_id, ts_event, link) as message_event_id,
    'email' as channel,
    case brevo_event(event)
        when 'request' then 'sent'
        when 'sent' then 'sent'
        when 'delivered' then 'delivered'
        when 'open' then 'opened'
        when 'opened' then 'opened'
        when 'proxyopen' then 'opened'
        when 'click' then 'clicked'
        when 'clicked' then 'clicked'
        -- Webhooks of campaigns write hard_bounced, those of single messages hard_bounce.
        when 'hardbounce' then 'bounced_hard'
        when 'hardbounced' then 'bounced_hard'
        when 'invalid' then 'bounced_hard'
        when 'invalidemail' then 'bounced_hard'
        when 'softbounce' then 'bounced_soft'
        when 'softbounced' then 'bounced_soft'
        when 'blocked' then 'dropped'
        when 'error' then 'dropped'
        when 'deferred' then 'deferred'
        when 'spam' then 'complained'
        when 'complaint' then 'complained'
        when 'unsubscribe' then 'unsubscribed'
        when 'unsubscribed' then 'unsubscribed'
        else lower(event)
    end as event_type,
    email as address,
    camp_id as campaign_id,
    message_id,
    brevo_time(ts_event) as occurred_at,
    link as url,
    case brevo_event(event) when 'proxyopen' then 'true' else 'false' end as is_machine,
    reason as bounce_reason,
    case brevo_event(event)
        when 'uniqueopened' then 'the first of several opens, which is there as an open too'
        when 'uniqueproxyopen' then 'the first of several opens, which is there as an open too'
        when 'listaddition' then 'a list, no message'
        when 'contactupdated' then 'a contact, no message'
        when 'contactdeleted' then 'a contact, no message'
    end as not_used

from events_rows
