with

scored_links as (

    select * from {{ ref('int_identity__scored_links') }}

),

vetoes as (

    select * from {{ ref('int_identity__vetoes') }}

),

components as (

    select * from {{ ref('int_identity__scored_components') }}

),

conflicts as (

    select
        component,
        min(reason) as reason

    from {{ ref('int_identity__conflicts') }}

    group by component

)

select
    scored_links.left_cluster,
    scored_links.right_cluster,
    scored_links.left_record_id,
    scored_links.right_record_id,
    scored_links.first_name_level,
    scored_links.last_name_level,
    scored_links.birth_date_level,
    scored_links.email_level,
    scored_links.phone_level,
    scored_links.address_level,
    scored_links.weight,
    vetoes.veto,
    conflicts.component is not null as has_conflict,
    scored_links.weight >= {{ var('identity_auto_weight') }} and vetoes.veto is null as is_strong

from scored_links

left join vetoes
    on
        scored_links.left_cluster = vetoes.left_cluster
        and scored_links.right_cluster = vetoes.right_cluster

left join components
    on scored_links.left_cluster = components.node

left join conflicts
    on components.component = conflicts.component
