with

consents as (

    select * from {{ ref('base_email__consents') }}

),

rows_set_aside as (

    select
        loaded_at,
        source_file,
        source_line

    from {{ ref('int_staging__rows_set_aside') }}

    where source_table = 'msg_consents'

)

select
    consent_event_id,
    channel,
    subscriber_id,
    address,
    purpose,
    state,
    opt_in_level,
    method,
    source_text,
    occurred_at,
    ip_hash,
    source_id,
    source_updated_at,
    loaded_at

from consents

where not exists (
    select 1 from rows_set_aside
    where {{ same_row('rows_set_aside', 'consents') }}
)
