with

campaigns as (

    select * from {{ ref('base_email__campaigns') }}

),

rows_set_aside as (

    select
        loaded_at,
        source_file,
        source_line

    from {{ ref('int_staging__rows_set_aside') }}

    where source_table = 'msg_campaigns'

)

select
    campaign_id,
    kind,
    channel,
    name,
    subject,
    sent_at,
    tags,
    segment,
    variant,
    cost_amount,
    source_id,
    source_updated_at,
    loaded_at

from campaigns

where not exists (
    select 1 from rows_set_aside
    where {{ same_row('rows_set_aside', 'campaigns') }}
)
