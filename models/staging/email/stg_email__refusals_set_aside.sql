-- A row that is set aside may have said no. Whatever does not plainly allow, or has nothing to do
-- with consent, is taken for a refusal: of every channel or purpose when the row's own cannot be
-- read.
with

rows_not_replaced as (

    select * from {{ ref('int_staging__rows_not_replaced') }}

),

doubtful_rows as (

    select
        'msg_subscribers' as source_table,
        source_file,
        source_line,
        loaded_at,
        subscriber_id,
        channel,
        address,
        case when {{ is_one_of('status', [
            'unsubscribed', 'bounced', 'complained', 'suppressed', 'pending'
        ]) }} then 'marketing' end as purpose,
        coalesce(status_at, source_updated_at) as said_at

    from {{ ref('base_email__subscribers') }}

    where coalesce(status, 'none') not in ('subscribed', 'never_subscribed', 'unknown')

    union all

    select
        'msg_consents' as source_table,
        source_file,
        source_line,
        loaded_at,
        subscriber_id,
        channel,
        address,
        purpose,
        occurred_at as said_at

    from {{ ref('base_email__consents') }}

    where coalesce(state, 'none') <> 'granted'

    union all

    select
        'msg_events' as source_table,
        source_file,
        source_line,
        loaded_at,
        subscriber_id,
        channel,
        address,
        'marketing' as purpose,
        occurred_at as said_at

    from {{ ref('base_email__message_events') }}

    where coalesce(event_type, 'none') not in (
        'sent', 'delivered', 'opened', 'clicked', 'bounced_hard', 'bounced_soft', 'dropped',
        'deferred', 'replied'
    )

)

select
    concat_ws(
        ':', doubtful_rows.source_table, doubtful_rows.source_file,
        cast(doubtful_rows.loaded_at as string), cast(doubtful_rows.source_line as string)
    ) as refusal_id,
    rows_not_replaced.source_id,
    doubtful_rows.subscriber_id,
    case
        when {{ is_one_of('doubtful_rows.channel', ['email', 'sms', 'whatsapp', 'push']) }}
            then doubtful_rows.channel
    end as channel,
    doubtful_rows.address,
    case
        when {{ is_one_of('doubtful_rows.purpose', [
            'marketing', 'partner_offers', 'analytics', 'ads', 'profiling'
        ]) }} then doubtful_rows.purpose
    end as purpose,
    least(coalesce(doubtful_rows.said_at, doubtful_rows.loaded_at), doubtful_rows.loaded_at)
        as refused_at

from doubtful_rows

inner join rows_not_replaced
    on
        doubtful_rows.source_table = rows_not_replaced.source_table
        and doubtful_rows.loaded_at = rows_not_replaced.loaded_at
        and doubtful_rows.source_file = rows_not_replaced.source_file
        and doubtful_rows.source_line = rows_not_replaced.source_line

where coalesce(doubtful_rows.channel, 'none') not in ('cookies_analytics', 'cookies_ads')
