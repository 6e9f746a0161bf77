with

components as (

    select
        *,
        count(*) over (partition by component) as cluster_count

    from {{ ref('int_identity__scored_components') }}

),

vetoes as (

    select * from {{ ref('int_identity__vetoes') }}

)

select
    l.component,
    'veto' as reason

from vetoes

inner join components as l
    on vetoes.left_cluster = l.node

inner join components as r
    on
        vetoes.right_cluster = r.node
        and l.component = r.component

where l.cluster_count <= {{ var('max_clusters_per_component') }}

group by l.component

union all

select
    component,
    'size' as reason

from components

where cluster_count > {{ var('max_clusters_per_component') }}

group by component
