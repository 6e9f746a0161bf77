-- What each source says about consent, before asking whom it concerns. A status that forbids
-- sending (bounced, complained, erased) is a withdrawal; never_subscribed and unknown say
-- nothing. A permission given after as_of is not known yet; a refusal stands as soon as it is
-- known.
with

statements as (

    select
        'msg_consents:' || consent_event_id as statement_id,
        'subscriber:' || subscriber_id as record_id,
        source_id,
        channel,
        purpose,
        address,
        state,
        false as is_default,
        occurred_at as stated_at

    from {{ ref('stg_email__consents') }}

    union all

    select
        'msg_subscribers:' || subscriber_id || ':' || channel as statement_id,
        'subscriber:' || subscriber_id as record_id,
        source_id,
        channel,
        'marketing' as purpose,
        address,
        case
            when status = 'subscribed' then 'granted'
            when status = 'pending' then 'pending'
            when
                status in ('unsubscribed', 'complained', 'suppressed', 'bounced', 'erased')
                then 'withdrawn'
        end as state,
        false as is_default,
        status_at as stated_at

    from {{ ref('stg_email__subscribers') }}

    union all

    select
        'msg_events:' || message_event_id as statement_id,
        'subscriber:' || subscriber_id as record_id,
        source_id,
        channel,
        'marketing' as purpose,
        address,
        'withdrawn' as state,
        false as is_default,
        occurred_at as stated_at

    from {{ ref('stg_email__message_events') }}

    where event_type in ('unsubscribed', 'complained')

    union all

    select
        statement_id,
        record_id,
        source_id,
        channel,
        purpose,
        address,
        state,
        is_default,
        stated_at

    from {{ ref('int_customer__account_flags') }}

)

select
    statement_id,
    record_id,
    source_id,
    channel,
    purpose,
    address,
    state,
    is_default,
    stated_at

from statements

where
    state is not null
    and channel in ('email', 'sms', 'whatsapp', 'push')
    and (stated_at is null or stated_at < {{ as_of_end() }} or state in ('withdrawn', 'refused'))
