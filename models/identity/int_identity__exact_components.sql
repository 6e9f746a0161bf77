{{ config(materialized='connected_components') }}

-- The materialization makes of these edges one row per node, with the smallest node that it hangs
-- together with.
with

links as (

    select
        left_record_id,
        right_record_id

    from {{ ref('int_identity__exact_links') }}

),

record_numbers as (

    select * from {{ ref('int_identity__record_numbers') }}

)

select
    left_records.node as left_node,
    right_records.node as right_node

from links

inner join record_numbers as left_records
    on links.left_record_id = left_records.record_id

inner join record_numbers as right_records
    on links.right_record_id = right_records.record_id
