-- Reach is null on a channel that the segment is not meant for, 0 when nobody may be contacted
-- there.
with

segment_catalog as (

    select
        segment,
        concat('|', channels, '|') as channels

    from {{ ref('segment_catalog') }}

    where status = 'ok'

),

segment_members as (select * from {{ ref('segment_members') }}),

customer_features as (

    select
        customer_id,
        revenue,
        revenue_12m

    from {{ ref('customer_features') }}

),

changes as (

    select
        segment,
        count(case when change = 'entered' then 1 end) as entered_count,
        count(case when change = 'exited' then 1 end) as exited_count

    from {{ ref('segment_changes') }}

    where as_of = {{ as_of() }}

    group by segment

),

reach as (

    select
        segment,
        count(case when channel = 'email' then 1 end) as reachable_email,
        count(case when channel = 'sms' then 1 end) as reachable_sms,
        count(case when channel = 'ads' then 1 end) as reachable_ads

    from {{ ref('audience_members') }}

    group by segment

),

sizes as (

    select
        segment_members.segment,
        count(*) as member_count,
        sum(customer_features.revenue) as revenue,
        sum(customer_features.revenue_12m) as revenue_12m

    from segment_members

    inner join customer_features
        on segment_members.customer_id = customer_features.customer_id

    group by segment_members.segment

)

select
    segment_catalog.segment,
    coalesce(sizes.member_count, 0) as member_count,
    coalesce(changes.entered_count, 0) as entered_count,
    coalesce(changes.exited_count, 0) as exited_count,
    cast(coalesce(sizes.revenue, 0) as decimal(18, 4)) as revenue,
    cast(coalesce(sizes.revenue_12m, 0) as decimal(18, 4)) as revenue_12m,
    case when segment_catalog.channels like '%|email|%' then coalesce(reach.reachable_email, 0) end
        as reachable_email,
    case when segment_catalog.channels like '%|sms|%' then coalesce(reach.reachable_sms, 0) end
        as reachable_sms,
    case when segment_catalog.channels like '%|ads|%' then coalesce(reach.reachable_ads, 0) end
        as reachable_ads

from segment_catalog

left join sizes
    on segment_catalog.segment = sizes.segment

left join changes
    on segment_catalog.segment = changes.segment

left join reach
    on segment_catalog.segment = reach.segment
