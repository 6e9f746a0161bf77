select
    campaign_id as id,
    name,
    subject,
    case kind when 'flow' then 'trigger' else 'classic' end as type,
    'sent' as status,
    sent_at as "sentDate",
    tags as tag

from msg_campaigns

where channel = 'email'
