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

)

select
    source_table,
    source_id,
    record_key,
    source_file,
    source_line,
    loaded_at,
    row_hash,
    fault,
    row_status

from versions
