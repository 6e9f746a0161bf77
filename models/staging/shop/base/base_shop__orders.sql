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
        {{ source_key('order_id') }} as order_id,
        {{ parse_text('order_number') }} as order_number,
        {{ account_key('customer_id') }} as shop_customer_id,
        {{ parse_text('email') }} as email,
        {{ parse_identifier('phone') }} as phone,
        {{ parse_timestamp('ordered_at') }} as ordered_at,
        {{ parse_timestamp('paid_at') }} as paid_at,
        {{ parse_timestamp('cancelled_at') }} as cancelled_at,
        coalesce({{ parse_lower('financial_status') }}, 'unknown') as financial_status,
        {{ parse_code('fulfilment_status', [
            'unfulfilled', 'partial', 'fulfilled', 'returned'
        ], 'unknown') }} as fulfilment_status,
        coalesce({{ parse_boolean('is_valid_sale') }}, true) as is_declared_valid,
        coalesce({{ parse_boolean('is_test') }}, false) as is_test,
        {{ parse_currency('currency') }} as currency,
        {{ parse_decimal('total_amount') }} as total_amount,
        {{ parse_decimal('lines_amount') }} as lines_amount,
        {{ parse_decimal('discount_amount') }} as discount_amount,
        {{ parse_decimal('shipping_amount') }} as shipping_amount,
        {{ parse_decimal('tax_amount') }} as tax_amount,
        {{ parse_boolean('prices_include_tax') }} as prices_include_tax,
        {{ parse_decimal('fx_rate', 'decimal(18,8)') }} as declared_fx_rate,
        {{ parse_code('channel', [
            'web', 'pos', 'mobile_app', 'marketplace', 'phone', 'draft', 'subscription'
        ], 'other') }} as channel,
        {{ without_personal_parameters('landing_site') }} as landing_site,
        {{ without_personal_parameters('referring_site') }} as referring_site,
        {{ source_key('cart_id') }} as cart_id,
        {{ parse_upper('ship_country_code') }} as ship_country_code,
        {{ parse_postal_code('ship_postal_code', 'ship_country_code') }} as ship_postal_code,
        {{ parse_text('bill_first_name') }} as bill_first_name,
        {{ parse_text('bill_last_name') }} as bill_last_name,
        {{ parse_text('ship_first_name') }} as ship_first_name,
        {{ parse_text('ship_last_name') }} as ship_last_name,
        {{ parse_text('ship_address_line') }} as ship_address_line,
        {{ parse_text('ship_city') }} as ship_city,
        {{ parse_code('payment_method', [
            'card', 'paypal', 'transfer', 'cash', 'gift_card', 'instalments'
        ], 'other') }} as payment_method,
        {{ parse_code('delivery_type', [
            'home', 'pickup', 'express', 'store', 'digital'
        ], 'other') }} as delivery_type,
        {{ parse_code('device_type', ['desktop', 'mobile', 'tablet'], 'other') }} as device_type,
        {{ source_key('store_id') }} as store_id,
        coalesce(
            {{ bad_timestamps(['source_updated_at', 'ordered_at', 'paid_at', 'cancelled_at']) }},
            {{ bad_booleans(['is_deleted', 'is_valid_sale', 'is_test', 'prices_include_tax']) }},
            {{ bad_numbers([
                'total_amount', 'lines_amount', 'discount_amount', 'shipping_amount',
                'tax_amount'
            ]) }},
            {{ bad_numbers(['fx_rate'], 'decimal(18,8)') }}
        ) as unreadable

    from {{ source('raw', 'shop_orders') }}

)

select
    *,
    coalesce(
        declared_fx_rate, case when currency = '{{ var("shop_currency") }}' then 1 end
    ) as fx_rate,
    -- A shop may declare a sale invalid, but never one valid that was voided or a test. Whether it
    -- was cancelled already depends on the day asked about: that is int_customer__order_amounts.
    is_declared_valid
    and not is_test
    and financial_status <> 'voided' as is_valid_sale,
    case
        when order_id is null then 'missing_key:order_id'
        when is_deleted then null
        when unreadable is not null then unreadable
        when ordered_at is null then 'missing_value:ordered_at'
        when currency is null then 'missing_value:currency'
        when total_amount is null then 'missing_value:total_amount'
        when length(currency) <> 3 then 'bad_value:currency'
        when total_amount < 0 then 'negative_amount:total_amount'
        when discount_amount < 0 then 'negative_amount:discount_amount'
        when fx_rate is null or fx_rate <= 0 then 'missing_rate:fx_rate'
        when {{ is_before_online_shops('ordered_at') }} then 'sentinel_date:ordered_at'
        when {{ is_in_the_future('ordered_at') }} then 'future_date:ordered_at'
        when not {{ is_one_of('financial_status', [
            'pending', 'authorized', 'paid', 'partially_paid', 'partially_refunded', 'refunded',
            'voided', 'unknown'
        ]) }} then 'bad_value:financial_status'
    end as fault

from typed
