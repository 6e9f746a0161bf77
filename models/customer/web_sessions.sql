-- Who an anonymous event is of: the only customer known in its session, else the only one ever
-- known behind its cookie. A cookie or a session of two customers credits neither with what is
-- anonymous.
with

visits as (

    select * from {{ ref('int_customer__visits') }}

),

known_sessions as (

    select
        session_id,
        case when min(customer_id) = max(customer_id) then min(customer_id) end as customer_id

    from visits

    where customer_id is not null

    group by session_id

),

known_cookies as (

    select
        anonymous_id,
        min(customer_id) as customer_id

    from visits

    where anonymous_id is not null

    group by anonymous_id

    having min(customer_id) = max(customer_id)

),

attached as (

    select
        visits.session_id,
        coalesce(
            visits.customer_id,
            case
                when known_sessions.session_id is null then known_cookies.customer_id else
                    known_sessions.customer_id
            end
        ) as customer_id,
        visits.device_type,
        visits.page_views,
        visits.product_views,
        visits.add_to_carts,
        visits.engaged_seconds,
        visits.started_at,
        visits.last_product_view_at

    from visits

    left join known_sessions
        on visits.session_id = known_sessions.session_id

    left join known_cookies
        on visits.anonymous_id = known_cookies.anonymous_id

)

select
    session_id || ':' || customer_id as session_key,
    customer_id,
    session_id,
    min(device_type) as device_type,
    cast(sum(page_views) as bigint) as page_views,
    cast(sum(product_views) as bigint) as product_views,
    cast(sum(add_to_carts) as bigint) as add_to_carts,
    cast(coalesce(sum(engaged_seconds), 0) as decimal(18, 4)) as engaged_seconds,
    {{ local_date('min(started_at)') }} as session_date,
    min(started_at) as started_at,
    max(last_product_view_at) as last_product_view_at

from attached

where customer_id is not null

group by customer_id, session_id
