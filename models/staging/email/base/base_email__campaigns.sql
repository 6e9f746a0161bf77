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
        {{ source_key('campaign_id') }} as campaign_id,
        coalesce({{ parse_lower('kind') }}, 'campaign') as kind,
        coalesce({{ parse_lower('channel') }}, 'email') as channel,
        {{ parse_text('name') }} as name,
        {{ parse_text('subject') }} as subject,
        {{ parse_timestamp('sent_at') }} as sent_at,
        {{ parse_text('tags') }} as tags,
        {{ parse_text('segment') }} as segment,
        {{ parse_text('variant') }} as variant,
        {{ parse_decimal('cost_amount') }} as cost_amount,
        coalesce(
            {{ bad_timestamps(['source_updated_at', 'sent_at']) }},
            {{ bad_booleans(['is_deleted']) }},
            {{ bad_numbers(['cost_amount']) }}
        ) as unreadable

    from {{ source('raw', 'msg_campaigns') }}

)

select
    *,
    case
        when campaign_id is null then 'missing_key:campaign_id'
        when is_deleted then null
        when unreadable is not null then unreadable
        when not {{ is_one_of('kind', [
            'campaign', 'flow', 'transactional', 'ab_variant'
        ]) }} then 'bad_value:kind'
        when not {{ is_one_of('channel', [
            'email', 'sms', 'whatsapp', 'push'
        ]) }} then 'bad_value:channel'
    end as fault

from typed
