-- Only the first line of an order has the cells of the order itself.
select
    source_file,
    source_line,
    loaded_at,
    coalesce(id, name) as order_id,
    name as order_number,
    email,
    coalesce(shipping_phone, phone) as phone,
    created_at as ordered_at,
    paid_at,
    cancelled_at,
    shopify_financial_status(financial_status) as financial_status,
    shopify_fulfilment_status(fulfillment_status) as fulfilment_status,
    currency,
    total as total_amount,
    discount_amount,
    shipping as shipping_amount,
    taxes as tax_amount,
    shopify_channel(source) as channel,
    shipping_country as ship_country_code,
    shipping_zip as ship_postal_code,
    shopify_first_name(billing_name) as bill_first_name,
    shopify_last_name(billing_name) as bill_last_name,
    shopify_first_name(shipping_name) as ship_first_name,
    shopify_last_name(shipping_name) as ship_last_name,
    shipping_address1 as ship_address_line,
    shipping_city as ship_city,
    shopify_payment_method(payment_method) as payment_method,
    case when total is null and created_at is null then 'a further line of an order, which shop_order_lines has' end
        as not_used

from orders_rows
