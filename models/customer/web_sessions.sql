-- Whose the events are that nobody holds (before a login, after a logout, of sessions without):
-- of the only one ever known of their session and their cookie together. A cookie that has seen
-- two people credits neither with them.
with

visits as (

    select * from {{ ref('int_customer__visits') }}

),

session_users as (

    select
        session_id,
        min(user_key) as first_user,
        max(user_key) as last_user

    from visits

    group by session_id

),

cookie_users as (

    select
        anonymous_id,
        min(user_key) as first_user,
        max(user_key) as last_user

    from visits

    where anonymous_id is not null

    group by anonymous_id

),

attached as (

    select
        visits.session_id,
        visits.device_type,
        visits.page_views,
        visits.product_views,
        visits.add_to_carts,
        visits.engaged_seconds,
        visits.started_at,
        visits.last_product_view_at,
        case
            when visits.user_key is not null then visits.customer_id
            when
                coalesce(least(session_users.first_user, cookie_users.first_user), 'unknown:')
                not like 'unknown:%'
                and least(session_users.first_user, cookie_users.first_user)
                = greatest(session_users.last_user, cookie_users.last_user)
                then least(session_users.first_user, cookie_users.first_user)
        end as customer_id

    from visits

    inner join session_users
        on visits.session_id = session_users.session_id

    left join cookie_users
        on visits.anonymous_id = cookie_users.anonymous_id

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
