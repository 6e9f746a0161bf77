select
    source_file,
    source_line,
    loaded_at,
    updated as source_updated_at,
    fivetran_deleted as is_deleted,
    id as campaign_id,
    'campaign' as kind,
    case lower(campaign_type) when 'sms' then 'sms' else 'email' end as channel,
    name,
    subject,
    coalesce(sent_at, send_time) as sent_at

from campaign_rows

union all by name

select
    source_file,
    source_line,
    loaded_at,
    updated as source_updated_at,
    fivetran_deleted as is_deleted,
    'flow:' || id as campaign_id,
    'flow' as kind,
    name

from flow_rows
