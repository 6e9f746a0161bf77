-- Nodes are numbered in the order of their record ids: the smallest number of a component is its
-- smallest record, and no two records can collide, as they could by a hash.
with

numbered_records as (

    select
        record_id,
        row_number() over (order by record_id) as node

    from {{ ref('int_identity__records') }}

),

links as (

    select
        left_record_id,
        right_record_id

    from {{ ref('identity_links') }}

),

edges as (  -- noqa: ST03, the macro below reads it

    select
        left_records.node as left_node,
        right_records.node as right_node

    from links

    inner join numbered_records as left_records
        on links.left_record_id = left_records.record_id

    inner join numbered_records as right_records
        on links.right_record_id = right_records.record_id

),

components as (

    select
        node,
        component

    from {{ connected_components('edges') }}

)

select
    numbered_records.record_id,
    coalesce(smallest_records.record_id, numbered_records.record_id) as cluster_id

from numbered_records

left join components
    on numbered_records.node = components.node

left join numbered_records as smallest_records
    on components.component = smallest_records.node
