select
    substr(campaign_id, 6) as id,
    name,
    'Metric' as trigger_type,
    'false' as _fivetran_deleted

from msg_campaigns

where kind = 'flow'
