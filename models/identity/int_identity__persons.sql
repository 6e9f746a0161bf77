-- One row per exact cluster. Those without a name that share an e-mail with nobody named are taken
-- together by it.
with

exact_clusters as (

    select exact_cluster from {{ ref('int_identity__exact_clusters') }}

    group by exact_cluster

),

named_persons as (

    select * from {{ ref('int_identity__named_persons') }}

),

nameless as (

    select * from {{ ref('int_identity__nameless') }}

),

mailbox_groups as (

    select * from {{ ref('int_identity__mailbox_groups') }}

)

select
    exact_clusters.exact_cluster,
    coalesce(
        named_persons.person,
        nameless.person,
        mailbox_groups.person,
        exact_clusters.exact_cluster
    ) as person

from exact_clusters

left join named_persons
    on exact_clusters.exact_cluster = named_persons.exact_cluster

left join nameless
    on exact_clusters.exact_cluster = nameless.exact_cluster

left join mailbox_groups
    on exact_clusters.exact_cluster = mailbox_groups.exact_cluster
