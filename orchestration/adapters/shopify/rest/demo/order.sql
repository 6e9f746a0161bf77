select
    order_id as id,
    email,
    prices_include_tax as taxes_included,
    currency,
    lines_amount as total_line_items_price,
    discount_amount as total_discounts,
    tax_amount as total_tax,
    total_amount as total_price,
    ordered_at as created_at,
    source_updated_at as updated_at,
    order_number as name,
    phone as shipping_address_phone,
    ship_first_name as shipping_address_first_name,
    ship_last_name as shipping_address_last_name,
    ship_address_line as shipping_address_address_1,
    ship_city as shipping_address_city,
    ship_country_code as shipping_address_country_code,
    ship_postal_code as shipping_address_zip,
    bill_first_name as billing_address_first_name,
    bill_last_name as billing_address_last_name,
    customer_id,
    case when store_id is not null then store_id end as location_id,
    financial_status,
    case fulfilment_status
        when 'returned' then 'restocked'
        when 'unfulfilled' then null
        else fulfilment_status
    end as fulfillment_status,
    ordered_at as processed_at,
    referring_site,
    cancelled_at,
    case channel when 'mobile_app' then 'iphone' when 'marketplace' then 'amazon' else channel end as source_name,
    cart_id as checkout_token,
    is_test as test,
    landing_site as landing_site_base_url,
    source_updated_at as _fivetran_synced

from shop_orders
