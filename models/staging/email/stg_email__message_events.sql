with

message_events as (

    select * from {{ ref('base_email__message_events') }}

),

rows_set_aside as (

    select
        loaded_at,
        source_file,
        source_line

    from {{ ref('int_staging__rows_set_aside') }}

    where source_table = 'msg_events'

)

select
    message_event_id,
    channel,
    event_type,
    subscriber_id,
    address,
    campaign_id,
    message_id,
    occurred_at,
    url,
    is_machine,
    bounce_reason,
    link_kind,
    source_id,
    source_updated_at,
    loaded_at

from message_events

where not exists (
    select 1 from rows_set_aside
    where {{ same_row('rows_set_aside', 'message_events') }}
)
