{{ config(materialized='view') }}

-- An account or address that is nobody's alone still says that somebody is there: `unknown:`.
with

events as (

    select
        *,
        coalesce(
            session_id,
            coalesce(anonymous_id, shop_customer_id, event_id)
            || ':'
            || cast({{ local_date('occurred_at') }} as string)
        ) as visit_session_id,
        {{ hash64("'account:' || shop_customer_id") }} as account_hash,
        {{ hash64("'email:' || " ~ email_key(clean_email('email'))) }} as email_hash

    from {{ ref('stg_web__events') }}

    where
        not is_bot
        and occurred_at < {{ as_of_end() }}

),

sole_users as (

    select
        identifier_hash,
        customer_id

    from {{ ref('int_customer__contact_points') }}

    where customer_count = 1

)

select
    events.event_id,
    events.visit_session_id as session_id,
    events.anonymous_id,
    coalesce(
        accounts.customer_id,
        addresses.customer_id,
        'unknown:' || cast(coalesce(events.account_hash, events.email_hash) as string)
    ) as user_key,
    coalesce(accounts.customer_id, addresses.customer_id) as customer_id,
    events.event_name,
    events.device_type,
    events.engaged_seconds,
    events.occurred_at

from events

left join sole_users as accounts
    on events.account_hash = accounts.identifier_hash

left join sole_users as addresses
    on events.email_hash = addresses.identifier_hash
