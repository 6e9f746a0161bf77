-- A day built again replaces its own row only: what was published before it stays as published.
with

history as (

    select * from {{ source('published', 'segment_daily') }}

    where as_of < {{ as_of() }}

),

today as (

    select * from {{ ref('int_measurement__segments_today') }}

)

select
    as_of,
    segment,
    member_count,
    entered_count,
    exited_count,
    revenue,
    revenue_12m,
    reachable_email,
    reachable_sms,
    reachable_ads

from history

union all

select
    {{ as_of() }} as as_of,
    segment,
    member_count,
    entered_count,
    exited_count,
    revenue,
    revenue_12m,
    reachable_email,
    reachable_sms,
    reachable_ads

from today
