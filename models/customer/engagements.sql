with

events as (

    select
        *,
        {{ local_date('occurred_at') }} as event_date

    from {{ ref('stg_email__message_events') }}

    where occurred_at < {{ as_of_end() }}

),

identities as (

    select
        record_id,
        customer_id

    from {{ ref('customer_identities') }}

    where record_type = 'subscriber'

),

addresses as (

    select * from {{ ref('int_customer__addresses') }}

),

-- An address that several people use says nothing of who opened.
sole_users as (

    select
        identifier_hash,
        customer_id

    from {{ ref('int_customer__contact_points') }}

    where customer_count = 1

),

attached as (

    select
        events.*,
        coalesce(subscribers.customer_id, sole_users.customer_id) as customer_id

    from events

    left join identities as subscribers
        on 'subscriber:' || events.subscriber_id = subscribers.record_id

    left join addresses
        on
            events.channel = addresses.channel
            and events.address = addresses.address

    left join sole_users
        on addresses.identifier_hash = sole_users.identifier_hash

)

select
    message_event_id,
    customer_id,
    campaign_id,
    channel,
    event_type,
    link_kind,
    is_machine,
    event_date,
    occurred_at

from attached

where customer_id is not null
