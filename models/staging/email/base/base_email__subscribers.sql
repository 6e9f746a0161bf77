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
        {{ source_key('subscriber_id') }} as subscriber_id,
        coalesce({{ parse_lower('channel') }}, 'email') as channel,
        {{ parse_text('address') }} as address,
        {{ account_key('external_customer_id') }} as shop_customer_id,
        {{ parse_text('first_name') }} as first_name,
        {{ parse_text('last_name') }} as last_name,
        {{ parse_lower('language') }} as language,
        {{ parse_text('timezone') }} as timezone,
        {{ parse_lower('status') }} as status,
        {{ is_one_of(parse_lower('status'), [
            'unsubscribed', 'bounced', 'complained', 'suppressed', 'erased'
        ]) }} as is_refusal,
        {{ parse_timestamp('status_at') }} as said_status_at,
        {{ parse_text('list_ids') }} as list_ids,
        {{ parse_text('source') }} as source,
        {{ parse_timestamp('created_at') }} as created_at,
        coalesce(
            {{ bad_timestamps(['source_updated_at', 'status_at', 'created_at']) }},
            {{ bad_booleans(['is_deleted']) }}
        ) as unreadable

    from {{ source('raw', 'msg_subscribers') }}

)

select
    *,
    -- A refusal counts, whatever its dates, from the landing at the latest.
    case
        when is_refusal and said_status_at > loaded_at then loaded_at
        else said_status_at
    end as status_at,
    case
        when subscriber_id is null then 'missing_key:subscriber_id'
        when is_deleted then null
        when status is null then 'missing_value:status'
        when not {{ is_one_of('channel', [
            'email', 'sms', 'whatsapp', 'push'
        ]) }} then 'bad_value:channel'
        when not {{ is_one_of('status', [
            'subscribed', 'unsubscribed', 'never_subscribed', 'pending', 'bounced', 'complained',
            'suppressed', 'erased', 'unknown'
        ]) }} then 'bad_value:status'
        when is_refusal then null
        when unreadable is not null then unreadable
    end as fault

from typed
