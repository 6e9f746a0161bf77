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
        {{ shop_key('customer_id') }} as shop_customer_id,
        {{ parse_text('email') }} as email,
        {{ parse_text('tier') }} as tier,
        {{ parse_decimal('points_balance') }} as points_balance,
        {{ parse_decimal('points_earned_total') }} as points_earned_total,
        {{ parse_timestamp('joined_at') }} as joined_at,
        {{ parse_timestamp('tier_expires_at') }} as tier_expires_at,
        coalesce(
            {{ bad_timestamp('source_updated_at') }},
            {{ bad_boolean('is_deleted') }},
            {{ bad_number('points_balance') }},
            {{ bad_number('points_earned_total') }},
            {{ bad_timestamp('joined_at') }},
            {{ bad_timestamp('tier_expires_at') }}
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
