with

payments as (

    select
        order_id,
        arg_min(gateway, coalesce(processed_at, created_at)) as gateway,
        min(case when lower(kind) <> 'authorization' then coalesce(processed_at, created_at) end)
            as paid_at

    from transaction_now

    where lower(kind) in ('authorization', 'sale', 'capture') and lower(status) = 'success'

    group by order_id

),

visits as (

    select
        order_id,
        arg_max(landing_page, occurred_at) as landing_page,
        arg_max(referrer_url, occurred_at) as referrer_url

    from customer_visit_now

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
    shopify_financial_status(orders.display_financial_status) as financial_status,
    shopify_fulfilment_status(orders.display_fulfillment_status) as fulfilment_status,
    orders.test as is_test,
    coalesce(orders.total_price_set_shop_currency_code, orders.currency_code) as currency,
    orders.total_price_set_shop_amount as total_amount,
    orders.total_discounts_set_shop_amount as discount_amount,
    orders.total_shipping_price_set_shop_amount as shipping_amount,
    orders.total_tax_set_shop_amount as tax_amount,
    orders.taxes_included as prices_include_tax,
    shopify_channel(orders.source_name) as channel,
    visits.landing_page as landing_site,
    visits.referrer_url as referring_site,
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

left join payments on orders.id = payments.order_id

left join visits on orders.id = visits.order_id
