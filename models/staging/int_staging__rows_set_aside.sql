with

versions as (

    select * from {{ ref('int_staging__versions') }}

    where row_status <> 'kept'

),

orphans as (

    select * from {{ ref('int_staging__orphans') }}

),

rows_set_aside as (

    select * from versions

    union all

    select * from orphans

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

from rows_set_aside
