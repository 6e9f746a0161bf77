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
        {{ source_key('order_line_id') }} as order_line_id,
        {{ source_key('order_id') }} as order_id,
        coalesce({{ parse_lower('line_type') }}, 'product') as line_type,
        {{ source_key('product_id') }} as product_id,
        {{ parse_text('variant_id') }} as variant_id,
        {{ parse_text('sku') }} as sku,
        {{ parse_text('title') }} as title,
        {{ parse_decimal('quantity') }} as quantity,
        {{ parse_decimal('unit_price') }} as unit_price,
        {{ parse_decimal('discount_amount') }} as discount_amount,
        {{ parse_decimal('line_amount') }} as line_amount,
        {{ parse_decimal('unit_cost') }} as unit_cost,
        coalesce(
            {{ bad_timestamps(['source_updated_at']) }},
            {{ bad_booleans(['is_deleted']) }},
            {{ bad_numbers([
                'quantity', 'unit_price', 'discount_amount', 'line_amount', 'unit_cost'
            ]) }}
        ) as unreadable

    from {{ source('raw', 'shop_order_lines') }}

)

select
    *,
    case
        when order_line_id is null then 'missing_key:order_line_id'
        when is_deleted then null
        when unreadable is not null then unreadable
        when order_id is null then 'missing_value:order_id'
        when quantity is null then 'missing_value:quantity'
        when quantity <= 0 then 'negative_amount:quantity'
        when unit_price < 0 then 'negative_amount:unit_price'
        when discount_amount < 0 then 'negative_amount:discount_amount'
        when line_amount < 0 then 'negative_amount:line_amount'
        when not {{ is_one_of('line_type', [
            'product', 'gift_card', 'shipping', 'fee', 'tip', 'service', 'adjustment'
        ]) }} then 'bad_value:line_type'
    end as fault

from typed
