-- What speaks against two exact clusters being one person, whatever their weight: of those linked,
-- and of those that others would link.
with

scored_links as (

    select
        left_cluster,
        right_cluster

    from {{ ref('int_identity__scored_links') }}

),

components as (

    select
        *,
        count(*) over (partition by component) as cluster_count

    from {{ ref('int_identity__scored_components') }}

),

pairs as (

    select
        left_cluster,
        right_cluster

    from scored_links

    union

    select
        l.node as left_cluster,
        r.node as right_cluster

    from components as l

    inner join components as r
        on
            l.component = r.component
            and l.node < r.node

    where l.cluster_count <= {{ var('max_clusters_per_component') }}

),

names as (

    select * from {{ ref('int_identity__cluster_names') }}

),

variants as (

    select * from {{ ref('int_identity__first_name_variants') }}

),

compared as (

    select
        pairs.left_cluster,
        pairs.right_cluster,
        case
            when l.side <> r.side then 'forced_split'
            when variants.one_name is null and {{ first_name_level('l', 'r') }} = 'different'
                then 'first_name'
            when {{ birth_date_level('l.birth_date', 'r.birth_date') }} = 'different'
                then 'birth_date'
        end as veto

    from pairs

    inner join names as l
        on pairs.left_cluster = l.exact_cluster

    inner join names as r
        on pairs.right_cluster = r.exact_cluster

    left join variants
        on l.first_name_key = variants.one_name and r.first_name_key = variants.other_name

)

select
    left_cluster,
    right_cluster,
    min(veto) as veto

from compared

where veto is not null

group by left_cluster, right_cluster
