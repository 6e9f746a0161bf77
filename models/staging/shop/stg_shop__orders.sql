with

orders as (

    select * from {{ ref('base_shop__orders') }}

),

rows_set_aside as (

    select
        loaded_at,
        source_file,
        source_line

    from {{ ref('int_staging__rows_set_aside') }}

    where source_table = 'shop_orders'

)

select
    order_id,
    order_number,
    shop_customer_id,
    email,
    phone,
    ordered_at,
    paid_at,
    cancelled_at,
    financial_status,
    fulfilment_status,
    is_valid_sale,
    is_test,
    currency,
    total_amount,
    lines_amount,
    discount_amount,
    shipping_amount,
    tax_amount,
    prices_include_tax,
    fx_rate,
    channel,
    landing_site,
    referring_site,
    cart_id,
    ship_country_code,
    ship_postal_code,
    bill_first_name,
    bill_last_name,
    ship_first_name,
    ship_last_name,
    ship_address_line,
    ship_city,
    payment_method,
    delivery_type,
    device_type,
    store_id,
    source_id,
    source_updated_at,
    loaded_at

from orders

where not exists (
    select 1 from rows_set_aside
    where {{ same_row('rows_set_aside', 'orders') }}
)
