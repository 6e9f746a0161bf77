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
        {{ source_key('refund_line_id') }} as refund_line_id,
        {{ source_key('refund_id') }} as refund_id,
        {{ source_key('order_id') }} as order_id,
        {{ source_key('order_line_id') }} as order_line_id,
        coalesce({{ parse_lower('kind') }}, 'refund') as kind,
        {{ parse_decimal('quantity') }} as quantity,
        {{ parse_decimal('amount') }} as amount,
        {{ parse_text('reason') }} as reason,
        {{ parse_timestamp('refunded_at') }} as refunded_at,
        coalesce(
            {{ bad_timestamps(['source_updated_at', 'refunded_at']) }},
            {{ bad_booleans(['is_deleted']) }},
            {{ bad_numbers(['quantity', 'amount']) }}
        ) as unreadable

    from {{ source('raw', 'shop_refunds') }}

)

select
    *,
    case
        when refund_line_id is null then 'missing_key:refund_line_id'
        when is_deleted then null
        when unreadable is not null then unreadable
        when refund_id is null then 'missing_value:refund_id'
        when order_id is null then 'missing_value:order_id'
        when refunded_at is null then 'missing_value:refunded_at'
        when quantity < 0 then 'negative_amount:quantity'
        when amount < 0 then 'negative_amount:amount'
        when {{ is_in_the_future('refunded_at') }} then 'future_date:refunded_at'
        when not {{ is_one_of('kind', [
            'refund', 'return', 'cancellation', 'chargeback', 'adjustment'
        ]) }} then 'bad_value:kind'
    end as fault

from typed
