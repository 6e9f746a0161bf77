with

landed_files as (

    select * from {{ source('raw', 'landed_files') }}

),

adapted_files as (

    select * from {{ source('raw', 'adapted_files') }}

)

select
    source_id,
    source_table,
    source_file,
    loaded_at,
    row_count

from landed_files

union all

-- A vendor's file lands as a table of its vendor's, and its rows are of the contract's.
select
    source_id,
    source_table,
    source_file,
    loaded_at,
    row_count

from adapted_files
