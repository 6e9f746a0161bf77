-- Who an event names holds the session from there to the next one named or a logout. Events rolled
-- up by that, before asking whose those are that nobody holds.
with

events as (

    select * from {{ ref('int_customer__identified_events') }}

),

numbered as (

    select
        *,
        count(user_key) over so_far
        + count(case when event_name = 'logout' then 1 end) over before_this as stretch

    from events

    window
        so_far as (
            partition by session_id
            order by occurred_at, event_id
            rows between unbounded preceding and current row
        ),
        before_this as (
            partition by session_id
            order by occurred_at, event_id
            rows between unbounded preceding and 1 preceding
        )

),

-- Of a stretch only the first event may name somebody.
held as (

    select
        session_id,
        anonymous_id,
        event_name,
        device_type,
        engaged_seconds,
        occurred_at,
        max(user_key) over one_stretch as user_key,
        max(customer_id) over one_stretch as customer_id

    from numbered

    window one_stretch as (partition by session_id, stretch)

)

select
    {{ hash64("concat_ws('|', session_id, coalesce(anonymous_id, ''), coalesce(user_key, ''))") }}
        as visit_id,
    session_id,
    anonymous_id,
    user_key,
    max(customer_id) as customer_id,
    min(device_type) as device_type,
    count(*) as event_count,
    count(case when event_name = 'page_view' then 1 end) as page_views,
    count(case when event_name = 'view_item' then 1 end) as product_views,
    count(case when event_name = 'add_to_cart' then 1 end) as add_to_carts,
    sum(engaged_seconds) as engaged_seconds,
    min(occurred_at) as started_at,
    max(case when event_name = 'view_item' then occurred_at end) as last_product_view_at

from held

group by session_id, anonymous_id, user_key
