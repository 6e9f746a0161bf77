select
    source_file,
    source_line,
    loaded_at,
    klaviyo_id || '-' || email_marketing_consent_timestamp as consent_event_id,
    'email' as channel,
    klaviyo_id as subscriber_id,
    email as address,
    'marketing' as purpose,
    case upper(email_marketing_consent) when 'SUBSCRIBED' then 'granted' when 'UNSUBSCRIBED' then 'withdrawn' end as state,
    email_marketing_consent_timestamp as occurred_at,
    case
        when upper(email_marketing_consent) not in ('SUBSCRIBED', 'UNSUBSCRIBED') or email_marketing_consent is null
            then 'never said anything'
        when email_marketing_consent_timestamp is null then 'no date: the subscriber says it alone'
    end as not_used

from profiles_rows
