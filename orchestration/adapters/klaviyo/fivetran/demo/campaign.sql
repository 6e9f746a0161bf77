select
    campaign_id as id,
    case channel when 'sms' then 'SMS' else 'Regular' end as campaign_type,
    subject,
    name,
    sent_at as send_time,
    sent_at,
    'false' as _fivetran_deleted

from msg_campaigns

where kind = 'campaign'
