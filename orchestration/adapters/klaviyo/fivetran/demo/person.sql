select
    subscriber_id as id,
    case when channel = 'email' then address end as email,
    case when channel = 'sms' then address end as phone_number,
    external_customer_id as external_id,
    first_name,
    last_name,
    language as locale,
    timezone,
    created_at as created,
    source_updated_at as updated,
    case
        when channel = 'sms' or status in ('bounced', 'complained', 'suppressed') then null
        when status = 'pending' then 'NEVER_SUBSCRIBED'
        else upper(status)
    end as subscriptions_email_marketing_consent,
    case when channel = 'email' then status_at end as subscriptions_email_marketing_timestamp,
    case status
        when 'bounced' then 'HARD_BOUNCE'
        when 'complained' then 'SPAM_COMPLAINT'
        when 'suppressed' then 'USER_SUPPRESSED'
    end as subscriptions_email_marketing_suppression_reason,
    case when channel = 'sms' then case status when 'pending' then 'NEVER_SUBSCRIBED' else upper(status) end end
        as subscriptions_sms_marketing_consent,
    case when channel = 'sms' then status_at end as subscriptions_sms_marketing_timestamp,
    source as custom_source,
    'false' as _fivetran_deleted

from msg_subscribers
