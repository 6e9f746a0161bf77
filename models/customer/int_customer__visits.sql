-- Events rolled up by all that may say who they are of, before asking whose they are.
with

events as (

    select
        *,
        coalesce(
            session_id,
            coalesce(anonymous_id, shop_customer_id, event_id)
            || ':'
            || cast({{ local_date('occurred_at') }} as string)
        ) as visit_session_id

    from {{ ref('stg_web__events') }}

    where
        not is_bot
        and occurred_at < {{ as_of_end() }}

),

visits as (

    select
        visit_session_id as session_id,
        {{ hash64("concat_ws('|', visit_session_id, coalesce(anonymous_id, ''),"
            " coalesce(shop_customer_id, ''), coalesce(email, ''))") }} as visit_id,
        anonymous_id,
        {{ hash64("'account:' || shop_customer_id") }} as account_hash,
        {{ hash64("'email:' || " ~ email_key(clean_email('email'))) }} as email_hash,
        min(device_type) as device_type,
        count(case when event_name = 'page_view' then 1 end) as page_views,
        count(case when event_name = 'view_item' then 1 end) as product_views,
        count(case when event_name = 'add_to_cart' then 1 end) as add_to_carts,
        sum(engaged_seconds) as engaged_seconds,
        min(occurred_at) as started_at,
        max(case when event_name = 'view_item' then occurred_at end) as last_product_view_at

    from events

    group by visit_session_id, anonymous_id, shop_customer_id, email

),

sole_users as (

    select
        identifier_hash,
        customer_id

    from {{ ref('int_customer__contact_points') }}

    where customer_count = 1

)

select
    visits.visit_id,
    visits.session_id,
    visits.anonymous_id,
    coalesce(accounts.customer_id, addresses.customer_id) as customer_id,
    visits.device_type,
    visits.page_views,
    visits.product_views,
    visits.add_to_carts,
    visits.engaged_seconds,
    visits.started_at,
    visits.last_product_view_at

from visits

left join sole_users as accounts
    on visits.account_hash = accounts.identifier_hash

left join sole_users as addresses
    on visits.email_hash = addresses.identifier_hash
