with

rows_delivered as (

    select * from {{ ref('int_staging__rows') }}

),

-- Most keys come once: only the rows of the others are worth sorting.
repeated_keys as (

    select
        source_table,
        record_key

    from rows_delivered

    group by source_table, record_key

    having count(*) > 1

),

doubtful_rows as (

    select rows_delivered.*

    from rows_delivered

    left join repeated_keys
        on
            rows_delivered.source_table = repeated_keys.source_table
            and rows_delivered.record_key = repeated_keys.record_key

    where
        rows_delivered.fault is not null
        or rows_delivered.is_deleted
        or repeated_keys.record_key is not null

),

-- Two rows of one file and one moment that differ: nobody can say which is right.
judged as (

    select
        *,
        coalesce(fault, case
            when min(row_hash) over same_moment <> max(row_hash) over same_moment
                then 'conflicting_key:key'
        end) as final_fault

    from doubtful_rows

    window
        same_moment as (
            partition by source_table, record_key, fault, loaded_at, source_file, source_updated_at
        )

),

ranked as (

    select
        *,
        row_number() over newest_first as version_rank,
        first_value(row_hash) over newest_first as current_hash

    from judged

    -- An unreadable row is no version: an older good one stays current.
    window
        newest_first as (
            partition by source_table, record_key, final_fault
            order by
                source_updated_at desc nulls last,
                loaded_at desc,
                source_file desc,
                source_line desc
        )

)

select
    source_table,
    source_id,
    record_key,
    source_file,
    source_line,
    loaded_at,
    row_hash,
    final_fault as fault,
    case
        when final_fault is not null then 'quarantined'
        when version_rank = 1 and is_deleted then 'deleted'
        when version_rank = 1 then 'kept'
        when row_hash = current_hash then 'replay'
        else 'superseded'
    end as row_status

from ranked
