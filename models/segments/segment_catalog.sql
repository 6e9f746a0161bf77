with

segment_definitions as (

    select
        segment,
        label_en,
        label_fr,
        description,
        family,
        owner,
        objective,
        kpi,
        channels,
        sensitivity,
        sources,
        request,
        default_is_ours,
        rule,
        rule_hash

    from {{ ref('segment_definitions') }}

),

statuses as (

    select
        segment,
        status,
        missing_sources,
        member_count,
        unknown_count

    from {{ ref('int_segments__statuses') }}

)

select
    segment_definitions.segment,
    segment_definitions.label_en,
    segment_definitions.label_fr,
    segment_definitions.description,
    segment_definitions.family,
    segment_definitions.owner,
    segment_definitions.objective,
    segment_definitions.kpi,
    -- A seed reads an empty cell as null.
    coalesce(segment_definitions.channels, '') as channels,
    segment_definitions.sensitivity,
    segment_definitions.sources,
    coalesce(segment_definitions.request, '') as request,
    segment_definitions.default_is_ours,
    segment_definitions.rule,
    segment_definitions.rule_hash,
    statuses.status,
    statuses.missing_sources,
    case when statuses.status = 'ok' then statuses.member_count end as member_count,
    statuses.unknown_count

from segment_definitions

inner join statuses
    on segment_definitions.segment = statuses.segment
