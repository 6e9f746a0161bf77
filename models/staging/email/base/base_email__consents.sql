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
        {{ source_key('consent_event_id') }} as consent_event_id,
        {{ parse_lower('channel') }} as channel,
        {{ source_key('subscriber_id') }} as subscriber_id,
        {{ parse_text('address') }} as address,
        {{ parse_lower('purpose') }} as purpose,
        {{ parse_lower('state') }} as state,
        {{ is_one_of(parse_lower('state'), ['withdrawn', 'refused']) }} as is_refusal,
        {{ parse_code('opt_in_level', ['single', 'double'], 'unknown') }} as opt_in_level,
        {{ parse_code('method', [
            'form', 'checkout', 'import', 'api', 'pos', 'preference_centre', 'complaint',
            'bounce'
        ]) }} as method,
        {{ parse_text('source_text') }} as source_text,
        {{ parse_timestamp('occurred_at') }} as said_occurred_at,
        {{ parse_text('ip_hash') }} as ip_hash,
        coalesce(
            {{ bad_timestamps(['source_updated_at', 'occurred_at']) }},
            {{ bad_booleans(['is_deleted']) }}
        ) as unreadable

    from {{ source('raw', 'msg_consents') }}

)

select
    *,
    -- A refusal counts, whatever its date: one not readable or yet to come is the landing's.
    case
        when is_refusal then least(coalesce(said_occurred_at, loaded_at), loaded_at)
        else said_occurred_at
    end as occurred_at,
    case
        when consent_event_id is null then 'missing_key:consent_event_id'
        when is_deleted then null
        when channel is null then 'missing_value:channel'
        when purpose is null then 'missing_value:purpose'
        when state is null then 'missing_value:state'
        when not {{ is_one_of('channel', [
            'email', 'sms', 'whatsapp', 'push', 'cookies_analytics', 'cookies_ads'
        ]) }} then 'bad_value:channel'
        when not {{ is_one_of('purpose', [
            'marketing', 'partner_offers', 'analytics', 'ads', 'profiling'
        ]) }} then 'bad_value:purpose'
        when not {{ is_one_of('state', [
            'granted', 'withdrawn', 'pending', 'refused'
        ]) }} then 'bad_value:state'
        when is_refusal then null
        when unreadable is not null then unreadable
        when occurred_at is null then 'missing_value:occurred_at'
        when {{ is_in_the_future('occurred_at') }} then 'future_date:occurred_at'
    end as fault

from typed
