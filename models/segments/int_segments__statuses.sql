-- A segment of which nothing is known for anybody (a source is missing, or no row of it says
-- anything) is not computable: to publish it empty would be to state what we do not know.
with

segment_sources as (

    select
        segment,
        source_table

    from {{ ref('segment_sources') }}

),

connected_tables as (

    select source_table

    from {{ ref('stg_landing__tables') }}

    where is_connected

),

customers as (

    select count(*) as customer_count

    from {{ ref('customer_features') }}

),

publications as (

    select
        segment,
        max(as_of) as previous_as_of

    from {{ source('published', 'segment_daily') }}

    where
        as_of < {{ as_of() }}
        and member_count is not null

    group by segment

),

connections as (

    select
        segment_sources.segment,
        count(segment_sources.source_table) - count(connected_tables.source_table) as missing_count,
        {{ joined_text('case when connected_tables.source_table is null'
            ' then segment_sources.source_table end', '|') }} as missing_sources

    from segment_sources

    left join connected_tables
        on segment_sources.source_table = connected_tables.source_table

    group by segment_sources.segment

),

counts as (

    select
        segment,
        count(case when is_member then 1 end) as member_count,
        count(case when is_member is null then 1 end) as unknown_count

    from {{ ref('int_segments__memberships') }}

    group by segment

)

select
    connections.segment,
    case
        when connections.missing_count > 0 then 'not_computable'
        when counts.unknown_count = customers.customer_count then 'not_computable'
        else 'ok'
    end as status,
    coalesce(connections.missing_sources, '') as missing_sources,
    coalesce(counts.member_count, 0) as member_count,
    coalesce(counts.unknown_count, 0) as unknown_count,
    publications.previous_as_of

from connections

cross join customers

left join counts
    on connections.segment = counts.segment

left join publications
    on connections.segment = publications.segment
