-- Written from the messages alone, apart from the models that decide. Returns every audience row
-- whose address ever complained, or bounced for good with no delivery since.
{{ config(group='customer') }}

with

incidents as (

    select
        int_customer__addresses.identifier_hash,
        stg_email__message_events.event_type,
        stg_email__message_events.channel,
        stg_email__message_events.occurred_at

    from {{ ref('stg_email__message_events') }}

    left join {{ ref('stg_email__known_addresses') }}
        on
            stg_email__message_events.subscriber_id = stg_email__known_addresses.subscriber_id
            and stg_email__message_events.channel = stg_email__known_addresses.channel

    inner join {{ ref('int_customer__addresses') }}
        on
            stg_email__message_events.channel = int_customer__addresses.channel
            and coalesce(stg_email__message_events.address, stg_email__known_addresses.address)
            = int_customer__addresses.address

    where stg_email__message_events.occurred_at < {{ as_of_end() }}

)

select
    audience_members.channel,
    audience_members.segment,
    audience_members.customer_id

from {{ ref('audience_members') }}

inner join incidents
    on
        incidents.channel = case audience_members.channel when 'sms' then 'sms' else 'email' end
        and incidents.identifier_hash = {{ hash64(
            "case audience_members.channel when 'sms' then 'phone:' else 'email:' end || "
            ~ email_key('audience_members.address')
        ) }}

group by
    audience_members.channel, audience_members.segment, audience_members.customer_id

having
    count(case when incidents.event_type = 'complained' then 1 end) > 0
    or max(case when incidents.event_type = 'bounced_hard' then incidents.occurred_at end)
    >= coalesce(
        max(case when incidents.event_type = 'delivered' then incidents.occurred_at end),
        cast('0001-01-01' as timestamp)
    )
