with

exact_clusters as (

    select * from {{ ref('int_identity__exact_clusters') }}

),

persons as (

    select * from {{ ref('int_identity__persons') }}

)

select
    exact_clusters.record_id,
    min(exact_clusters.record_id) over (partition by persons.person) as cluster_id

from exact_clusters

inner join persons
    on exact_clusters.exact_cluster = persons.exact_cluster
