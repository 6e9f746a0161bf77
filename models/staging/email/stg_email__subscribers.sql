with

subscribers as (

    select * from {{ ref('base_email__subscribers') }}

),

rows_set_aside as (

    select
        loaded_at,
        source_file,
        source_line

    from {{ ref('int_staging__rows_set_aside') }}

    where source_table = 'msg_subscribers'

)

select
    subscriber_id,
    channel,
    address,
    shop_customer_id,
    first_name,
    last_name,
    language,
    timezone,
    status,
    status_at,
    list_ids,
    source,
    created_at,
    source_id,
    source_updated_at,
    loaded_at

from subscribers

where not exists (
    select 1 from rows_set_aside
    where {{ same_row('rows_set_aside', 'subscribers') }}
)
