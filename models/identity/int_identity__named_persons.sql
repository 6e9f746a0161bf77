with

cluster_names as (

    select exact_cluster from {{ ref('int_identity__cluster_names') }}

    group by exact_cluster

),

components as (

    select * from {{ ref('int_identity__person_components') }}

)

select
    cluster_names.exact_cluster,
    coalesce(components.component, cluster_names.exact_cluster) as person

from cluster_names

left join components
    on cluster_names.exact_cluster = components.node
