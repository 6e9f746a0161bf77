with

typed as (

    select
        source_id,
        source_file,
        source_line,
        row_hash,
        loaded_at,
        {{ parse_timestamp('source_updated_at') }} as source_updated_at,
        coalesce({{ parse_boolean('is_deleted') }}, false) as is_deleted,
        {{ source_key('message_event_id') }} as message_event_id,
        coalesce({{ parse_lower('channel') }}, 'email') as channel,
        {{ parse_lower('event_type') }} as event_type,
        {{ is_one_of(parse_lower('event_type'), [
            'unsubscribed', 'complained', 'bounced_hard'
        ]) }} as is_refusal,
        {{ source_key('subscriber_id') }} as subscriber_id,
        {{ parse_text('address') }} as address,
        {{ source_key('campaign_id') }} as campaign_id,
        {{ source_key('message_id') }} as message_id,
        {{ parse_timestamp('occurred_at') }} as said_occurred_at,
        {{ without_personal_parameters('url') }} as url,
        coalesce({{ parse_boolean('is_machine') }}, false) as is_machine,
        {{ parse_text('bounce_reason') }} as bounce_reason,
        {{ parse_code('link_kind', [
            'product', 'promo', 'recommendation', 'unsubscribe'
        ], 'other') }} as link_kind,
        coalesce(
            {{ bad_timestamps(['source_updated_at', 'occurred_at']) }},
            {{ bad_booleans(['is_deleted', 'is_machine']) }}
        ) as unreadable

    from {{ source('raw', 'msg_events') }}

)

select
    *,
    -- A refusal counts, whatever its date: one not readable or yet to come is the landing's.
    case
        when is_refusal then least(coalesce(said_occurred_at, loaded_at), loaded_at)
        else said_occurred_at
    end as occurred_at,
    case
        when message_event_id is null then 'missing_key:message_event_id'
        when is_deleted then null
        when event_type is null then 'missing_value:event_type'
        when not {{ is_one_of('channel', [
            'email', 'sms', 'whatsapp', 'push'
        ]) }} then 'bad_value:channel'
        when not {{ is_one_of('event_type', [
            'sent', 'delivered', 'opened', 'clicked', 'bounced_hard', 'bounced_soft', 'dropped',
            'deferred', 'unsubscribed', 'complained', 'replied'
        ]) }} then 'bad_value:event_type'
        when is_refusal then null
        when unreadable is not null then unreadable
        when occurred_at is null then 'missing_value:occurred_at'
        when {{ is_in_the_future('occurred_at') }} then 'future_date:occurred_at'
    end as fault

from typed
