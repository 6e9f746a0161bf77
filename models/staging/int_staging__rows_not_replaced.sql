-- Rows set aside that no version of the same record made up for by landing later. A superseded row
-- counts when it is the one that landed last: its version may be missing or wrong.
with

versions as (

    select
        *,
        max(case when row_status = 'kept' then loaded_at end)
            over (partition by source_table, record_key)
            as kept_loaded_at

    from {{ ref('int_staging__versions') }}

)

select
    source_table,
    source_id,
    source_file,
    source_line,
    loaded_at

from versions

where
    (row_status in ('quarantined', 'deleted') and coalesce(kept_loaded_at <= loaded_at, true))
    or (row_status = 'superseded' and kept_loaded_at < loaded_at)
