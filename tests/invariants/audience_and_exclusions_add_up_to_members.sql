-- Returns every member who is not exactly once in the audience or the exclusions of a channel the
-- segment is meant for, and every row of theirs that is no member's.
with

channels as (

    select 'email' as channel
    union all
    select 'sms' as channel
    union all
    select 'ads' as channel

),

counted_rows as (

    select
        channels.channel,
        segment_members.segment,
        segment_members.customer_id,
        1 as expected_count,
        0 as judged_count

    from {{ ref('segment_members') }}

    inner join {{ ref('segment_catalog') }}
        on segment_members.segment = segment_catalog.segment

    inner join channels
        on concat('|', segment_catalog.channels, '|') like concat('%|', channels.channel, '|%')

    union all

    select
        channel,
        segment,
        customer_id,
        0 as expected_count,
        1 as judged_count

    from {{ ref('audience_members') }}

    union all

    select
        channel,
        segment,
        customer_id,
        0 as expected_count,
        1 as judged_count

    from {{ ref('audience_exclusions') }}

)

select
    channel,
    segment,
    customer_id,
    sum(expected_count) as expected_count,
    sum(judged_count) as judged_count

from counted_rows

group by channel, segment, customer_id

having sum(expected_count) <> 1 or sum(judged_count) <> 1
