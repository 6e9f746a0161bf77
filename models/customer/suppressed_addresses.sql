-- Complaints and bounces are about an address, whoever uses it. A bounce is lifted by a later
-- delivery to that very address; a complaint never is. A tool that suppresses without saying why
-- may have heard a complaint. A status without a date is the newest.
with

known_addresses as (

    select
        subscriber_id,
        channel,
        address

    from {{ ref('stg_email__known_addresses') }}

),

addresses as (

    select * from {{ ref('int_customer__addresses') }}

),

incidents as (

    select
        subscriber_id,
        channel,
        address,
        max(case when event_type = 'complained' then occurred_at end) as complained_at,
        max(case when event_type = 'bounced_hard' then occurred_at end) as bounced_at,
        max(case when event_type = 'delivered' then occurred_at end) as delivered_at

    from {{ ref('stg_email__message_events') }}

    where
        event_type in ('complained', 'bounced_hard', 'delivered')
        and occurred_at < {{ as_of_end() }}

    group by subscriber_id, channel, address

    union all

    select
        subscriber_id,
        channel,
        address,
        case when status <> 'bounced' then coalesce(status_at, {{ as_of_end() }}) end
            as complained_at,
        case when status = 'bounced' then coalesce(status_at, {{ as_of_end() }}) end as bounced_at,
        null as delivered_at

    from {{ ref('stg_email__subscribers') }}

    where
        status in ('complained', 'suppressed', 'bounced')
        and (status_at is null or status_at < {{ as_of_end() }})

)

select
    addresses.identifier_hash,
    addresses.channel,
    case
        when max(incidents.complained_at) is null then 'suppressed_bounce'
        else 'suppressed_complaint'
    end as reason

from incidents

left join known_addresses
    on
        incidents.subscriber_id = known_addresses.subscriber_id
        and incidents.channel = known_addresses.channel

inner join addresses
    on
        incidents.channel = addresses.channel
        and coalesce(incidents.address, known_addresses.address) = addresses.address

group by addresses.identifier_hash, addresses.channel

having
    max(incidents.complained_at) is not null
    or max(incidents.bounced_at) >= coalesce(max(incidents.delivered_at), max(incidents.bounced_at))
