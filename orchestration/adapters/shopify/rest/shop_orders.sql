with

shipping as (

    select
        order_id,
        sum(try_cast(coalesce(discounted_price, price) as decimal(18, 4))) as shipping_amount

    from order_shipping_line_now

    group by order_id

),

payments as (

    select
        order_id,
        arg_min(gateway, coalesce(processed_at, created_at)) as gateway,
        min(case when lower(kind) <> 'authorization' then coalesce(processed_at, created_at) end)
            as paid_at

    from transaction_now

    where lower(kind) in ('authorization', 'sale', 'capture') and lower(status) = 'success'

    group by order_id

)

select
    orders.source_file,
    orders.source_line,
    orders.loaded_at,
    orders.updated_at as source_updated_at,
    orders.fivetran_deleted as is_deleted,
    orders.id as order_id,
    orders.name as order_number,
    orders.customer_id,
    orders.email,
    orders.shipping_address_phone as phone,
    coalesce(orders.processed_at, orders.created_at) as ordered_at,
    payments.paid_at,
    orders.cancelled_at,
    shopify_financial_status(orders.financial_status) as financial_status,
    shopify_fulfilment_status(orders.fulfillment_status) as fulfilment_status,
    orders.test as is_test,
    orders.currency,
    orders.total_price as total_amount,
    orders.total_line_items_price as lines_amount,
    orders.total_discounts as discount_amount,
    shipping.shipping_amount,
    orders.total_tax as tax_amount,
    orders.taxes_included as prices_include_tax,
    shopify_channel(orders.source_name) as channel,
    orders.landing_site_base_url as landing_site,
    orders.referring_site,
    coalesce(orders.checkout_token, orders.cart_token) as cart_id,
    orders.shipping_address_country_code as ship_country_code,
    orders.shipping_address_zip as ship_postal_code,
    orders.billing_address_first_name as bill_first_name,
    orders.billing_address_last_name as bill_last_name,
    orders.shipping_address_first_name as ship_first_name,
    orders.shipping_address_last_name as ship_last_name,
    orders.shipping_address_address_1 as ship_address_line,
    orders.shipping_address_city as ship_city,
    shopify_payment_method(payments.gateway) as payment_method,
    case when shopify_channel(orders.source_name) = 'pos' then orders.location_id end as store_id

from order_rows as orders

left join shipping on orders.id = shipping.order_id

left join payments on orders.id = payments.order_id
