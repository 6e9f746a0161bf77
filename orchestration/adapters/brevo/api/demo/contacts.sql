select
    subscriber_id as id,
    case when channel = 'email' then address end as email,
    case when channel = 'email' and status in ('unsubscribed', 'bounced', 'complained', 'suppressed') then 'true' else 'false' end
        as "emailBlacklisted",
    case when channel = 'sms' and status in ('unsubscribed', 'bounced', 'complained', 'suppressed') then 'true' else 'false' end
        as "smsBlacklisted",
    '[' || replace(list_ids, '|', ',') || ']' as "listIds",
    created_at as "createdAt",
    source_updated_at as "modifiedAt",
    json_object(
        'FIRSTNAME', first_name,
        'LASTNAME', last_name,
        'EXT_ID', external_customer_id,
        'SMS', case when channel = 'sms' then address end,
        'DOUBLE_OPT-IN', case when channel = 'email' and status = 'subscribed' then 'Yes' else 'No' end
    ) as attributes

from msg_subscribers
