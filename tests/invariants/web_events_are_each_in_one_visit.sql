{{ config(group='customer') }}

-- Nothing of what people did up to as_of is lost or counted twice on the way to whose it is.
with

delivered as (

    select
        count(*) as event_count,
        count(case when event_name = 'page_view' then 1 end) as page_views,
        coalesce(sum(engaged_seconds), 0) as engaged_seconds

    from {{ ref('stg_web__events') }}

    where not is_bot and occurred_at < {{ as_of_end() }}

),

visited as (

    select
        coalesce(sum(event_count), 0) as event_count,
        coalesce(sum(page_views), 0) as page_views,
        coalesce(sum(engaged_seconds), 0) as engaged_seconds

    from {{ ref('int_customer__visits') }}

)

select
    delivered.event_count - visited.event_count as event_difference,
    delivered.page_views - visited.page_views as page_difference,
    delivered.engaged_seconds - visited.engaged_seconds as engaged_difference

from delivered

cross join visited

where
    delivered.event_count <> visited.event_count
    or delivered.page_views <> visited.page_views
    or delivered.engaged_seconds <> visited.engaged_seconds
