select
    source_file,
    source_line,
    loaded_at,
    id as campaign_id,
    case when upper(type) like 'AUTOMATED%' then 'flow' when upper(type) like '%TRANSACTIONAL%' then 'transactional' end
        as kind,
    name,
    subject

from email_campaign_rows
