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
        {{ source_key('order_discount_id') }} as order_discount_id,
        {{ source_key('order_id') }} as order_id,
        {{ parse_upper('code') }} as code,
        {{ parse_code('discount_type', [
            'percentage', 'fixed', 'free_shipping', 'bxgy', 'gift'
        ]) }} as discount_type,
        {{ parse_decimal('amount') }} as amount,
        coalesce({{ parse_lower('kind') }}, 'promo') as kind,
        {{ parse_text('campaign_id') }} as campaign_id,
        coalesce(
            {{ bad_timestamps(['source_updated_at']) }},
            {{ bad_booleans(['is_deleted']) }},
            {{ bad_numbers(['amount']) }}
        ) as unreadable

    from {{ source('raw', 'shop_order_discounts') }}

)

select
    *,
    case
        when order_discount_id is null then 'missing_key:order_discount_id'
        when is_deleted then null
        when unreadable is not null then unreadable
        when order_id is null then 'missing_value:order_id'
        when amount < 0 then 'negative_amount:amount'
        when not {{ is_one_of('kind', [
            'promo', 'welcome', 'loyalty', 'refund_credit', 'shipping', 'other'
        ]) }} then 'bad_value:kind'
    end as fault

from typed
