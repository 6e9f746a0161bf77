with

delivered_versions as (

    select * from {{ ref('int_staging__delivered_versions') }}

),

vanished as (

    select * from {{ ref('int_staging__vanished') }}

),

versions as (

    select delivered_versions.*

    from delivered_versions

    left join vanished
        on
            delivered_versions.source_table = vanished.source_table
            and {{ same_row('delivered_versions', 'vanished') }}

    where vanished.source_table is null

    union all

    select
        *,
        cast(null as string) as fault,
        'deleted' as row_status

    from vanished

),

-- A row that nobody could read is mended once a later landing brought a good one of its key.
dated as (

    select
        *,
        row_status = 'quarantined'
        and max(case when row_status = 'kept' then loaded_at end)
            over (partition by source_table, record_key)
        > loaded_at as is_mended

    from versions

)

select
    source_table,
    source_id,
    record_key,
    source_file,
    source_line,
    loaded_at,
    row_hash,
    case when is_mended then null else fault end as fault,
    case when is_mended then 'superseded' else row_status end as row_status

from dated
