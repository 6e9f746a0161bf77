-- A bounce is lifted by a later delivery; a complaint never is.
with

engagements as (

    select
        customer_id,
        channel,
        event_type,
        occurred_at

    from {{ ref('engagements') }}

    where event_date <= {{ as_of() }}

),

incidents as (

    select
        customer_id,
        channel,
        max(case when event_type = 'complained' then occurred_at end) as complained_at,
        max(case when event_type = 'bounced_hard' then occurred_at end) as bounced_at,
        max(case when event_type = 'delivered' then occurred_at end) as delivered_at

    from engagements

    group by customer_id, channel

)

select
    customer_id,
    channel,
    complained_at is not null as has_complained,
    bounced_at is not null and (delivered_at is null or delivered_at <= bounced_at) as has_bounced

from incidents

where complained_at is not null or bounced_at is not null
