select
    source_file,
    source_line,
    loaded_at,
    id as campaign_id,
    case lower(type) when 'trigger' then 'flow' else 'campaign' end as kind,
    'email' as channel,
    name,
    subject,
    sent_date as sent_at,
    tag as tags

from campaigns_rows

union all by name

-- E-mail and SMS campaigns are numbered apart.
select
    source_file,
    source_line,
    loaded_at,
    'sms:' || id as campaign_id,
    'campaign' as kind,
    'sms' as channel,
    name,
    scheduled_at as sent_at

from sms_campaigns_rows
