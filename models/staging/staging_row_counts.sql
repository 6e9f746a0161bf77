with

rows_delivered as (

    select
        source_table,
        source_id,
        loaded_at,
        source_file,
        source_line

    from {{ ref('int_staging__rows') }}

),

rows_set_aside as (

    select
        source_table,
        loaded_at,
        source_file,
        source_line,
        row_status,
        {{ fault_code('fault') }} as reason_code

    from {{ ref('int_staging__rows_set_aside') }}

),

judged as (

    select
        rows_delivered.source_table,
        rows_delivered.source_id,
        coalesce(rows_set_aside.row_status, 'kept') as row_status,
        coalesce(rows_set_aside.reason_code, 'none') as reason_code

    from rows_delivered

    left join rows_set_aside
        on
            rows_delivered.source_table = rows_set_aside.source_table
            and {{ same_row('rows_delivered', 'rows_set_aside') }}

)

select
    source_table,
    source_id,
    row_status,
    reason_code,
    count(*) as row_count

from judged

group by source_table, source_id, row_status, reason_code
