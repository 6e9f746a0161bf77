with

languages as (

    select distinct
        customer_id,
        language

    from shop_customers

)

select
    orders.bill_first_name as billing_address_first_name,
    orders.bill_last_name as billing_address_last_name,
    orders.cancelled_at,
    orders.ordered_at as created_at,
    orders.currency as currency_code,
    orders.customer_id,
    languages.language || '-FR' as customer_locale,
    upper(orders.financial_status) as display_financial_status,
    case orders.fulfilment_status
        when 'partial' then 'PARTIALLY_FULFILLED'
        when 'returned' then 'RESTOCKED'
        else upper(orders.fulfilment_status)
    end as display_fulfillment_status,
    orders.email,
    orders.order_id as id,
    orders.order_number as name,
    orders.ordered_at as processed_at,
    orders.ship_first_name as shipping_address_first_name,
    orders.ship_last_name as shipping_address_last_name,
    orders.ship_address_line as shipping_address_address_1,
    orders.ship_city as shipping_address_city,
    orders.ship_country_code as shipping_address_country_code,
    orders.ship_postal_code as shipping_address_zip,
    orders.phone as shipping_address_phone,
    case orders.channel
        when 'mobile_app' then 'iphone'
        when 'marketplace' then 'amazon'
        when 'web' then 'online_store'
        else orders.channel
    end as source_name,
    orders.prices_include_tax as taxes_included,
    orders.is_test as test,
    orders.discount_amount as total_discounts_set_shop_amount,
    orders.total_amount as total_price_set_shop_amount,
    orders.currency as total_price_set_shop_currency_code,
    orders.shipping_amount as total_shipping_price_set_shop_amount,
    orders.tax_amount as total_tax_set_shop_amount,
    orders.source_updated_at as updated_at

from shop_orders as orders

left join languages on orders.customer_id = languages.customer_id
