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
        {{ source_key('member_id') }} as member_id,
        coalesce({{ parse_text('programme') }}, 'main') as programme,
        {{ account_key('customer_id') }} as shop_customer_id,
        {{ parse_text('email') }} as email,
        {{ parse_text('tier') }} as tier,
        {{ parse_decimal('points_balance') }} as points_balance,
        {{ parse_decimal('points_earned_total') }} as points_earned_total,
        {{ parse_timestamp('joined_at') }} as joined_at,
        {{ parse_timestamp('tier_expires_at') }} as tier_expires_at,
        coalesce(
            {{ bad_timestamps(['source_updated_at', 'joined_at', 'tier_expires_at']) }},
            {{ bad_booleans(['is_deleted']) }},
            {{ bad_numbers(['points_balance', 'points_earned_total']) }}
        ) as unreadable

    from {{ source('raw', 'loyalty_members') }}

)

select
    *,
    case
        when member_id is null then 'missing_key:member_id'
        when is_deleted then null
        when unreadable is not null then unreadable
    end as fault

from typed
