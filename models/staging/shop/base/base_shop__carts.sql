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
        {{ source_key('cart_id') }} as cart_id,
        {{ account_key('customer_id') }} as shop_customer_id,
        {{ parse_text('email') }} as email,
        {{ source_key('anonymous_id') }} as anonymous_id,
        {{ parse_timestamp('created_at') }} as created_at,
        {{ parse_timestamp('updated_at') }} as updated_at,
        {{ shop_key('converted_order_id') }} as converted_order_id,
        {{ parse_decimal('total_amount') }} as total_amount,
        {{ parse_currency('currency') }} as currency,
        {{ parse_integer('items_count') }} as items_count,
        coalesce(
            {{ bad_timestamps(['source_updated_at', 'created_at', 'updated_at']) }},
            {{ bad_booleans(['is_deleted']) }},
            {{ bad_numbers(['total_amount']) }},
            {{ bad_integers(['items_count']) }}
        ) as unreadable

    from {{ source('raw', 'shop_carts') }}

)

select
    *,
    case
        when cart_id is null then 'missing_key:cart_id'
        when is_deleted then null
        when unreadable is not null then unreadable
        when created_at is null then 'missing_value:created_at'
    end as fault

from typed
