-- A whole export that no longer holds a record says that it is gone, but only when the next one
-- says so too: a single export may have been cut off.
with

loads as (

    select
        source_id,
        source_table,
        source_file,
        loaded_at,
        row_number() over (
            partition by source_id, source_table
            order by loaded_at desc, source_file desc
        ) as load_rank

    from {{ ref('stg_landing__files') }}

    where row_count > 0 and {{ is_full_export() }}

),

rows_of_loads as (

    select
        rows_delivered.*,
        loads.load_rank

    from {{ ref('int_staging__rows') }} as rows_delivered

    inner join loads
        on
            rows_delivered.source_id = loads.source_id
            and rows_delivered.source_table = loads.source_table
            and rows_delivered.source_file = loads.source_file
            and rows_delivered.loaded_at = loads.loaded_at

),

-- An unreadable row does not say that its record is gone.
last_seen as (

    select
        source_table,
        record_key,
        min(load_rank) as load_rank

    from rows_of_loads

    group by source_table, record_key

),

versions as (

    select * from {{ ref('int_staging__delivered_versions') }}

)

select
    rows_of_loads.source_table,
    rows_of_loads.source_id,
    rows_of_loads.record_key,
    rows_of_loads.source_file,
    rows_of_loads.source_line,
    rows_of_loads.loaded_at,
    rows_of_loads.row_hash

from rows_of_loads

inner join last_seen
    on
        rows_of_loads.source_table = last_seen.source_table
        and rows_of_loads.record_key = last_seen.record_key

left join versions
    on
        rows_of_loads.source_table = versions.source_table
        and {{ same_row('rows_of_loads', 'versions') }}

where
    last_seen.load_rank > 2
    and coalesce(versions.row_status, 'kept') = 'kept'
