with

unreadable_rows as (

    select * from {{ ref('int_staging__rows_set_aside') }}

    where row_status = 'quarantined'

)

select
    concat_ws(
        ':', source_table, source_file, cast(loaded_at as string), cast(source_line as string)
    ) as quarantine_id,
    source_table,
    source_id,
    source_file,
    source_line,
    -- As it stands in the file, where one looks for it.
    substr(record_key, instr(record_key, ':') + 1) as record_key,
    {{ fault_code('fault') }} as reason_code,
    {{ fault_sentence('fault') }} as reason,
    loaded_at,
    -- The same row comes again with each whole export until somebody mends it at its source.
    min(loaded_at) over same_cells as first_seen_at,
    max(loaded_at) over same_cells as last_seen_at

from unreadable_rows

window same_cells as (partition by source_table, source_id, row_hash)
