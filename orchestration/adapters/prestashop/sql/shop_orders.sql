with

payments as (

    select order_reference, min(date_add) as paid_at

    from order_payment_now

    group by order_reference

),

slipped_lines as (

    select id_order_slip, sum(try_cast(amount_tax_incl as decimal(18, 4))) as amount

    from order_slip_detail_now

    group by id_order_slip

),

refunds as (

    select
        slip.id_order,
        sum(
            coalesce(slipped_lines.amount, try_cast(slip.total_products_tax_incl as decimal(18, 4)), 0)
            + coalesce(try_cast(slip.total_shipping_tax_incl as decimal(18, 4)), 0)
        ) as amount

    from order_slip_now as slip

    left join slipped_lines on slip.id_order_slip = slipped_lines.id_order_slip

    group by slip.id_order

)

select
    orders.source_file,
    orders.source_line,
    orders.loaded_at,
    orders.date_upd as source_updated_at,
    orders.id_order as order_id,
    orders.reference as order_number,
    prestashop_id(orders.id_customer) as customer_id,
    customer.email,
    coalesce(prestashop_text(delivery.phone_mobile), delivery.phone) as phone,
    orders.date_add as ordered_at,
    payments.paid_at,
    -- An order that was taken up again is not cancelled.
    case
        when orders.current_state = '6'
            then (
                select min(history.date_add) from order_history_now as history
                where history.id_order = orders.id_order and history.id_order_state = '6'
            )
    end as cancelled_at,
    prestashop_financial_status(
        orders.current_state,
        prestashop_flag(coalesce(order_state.paid, orders.valid)),
        refunds.amount,
        try_cast(orders.total_paid_tax_incl as decimal(18, 4))
    ) as financial_status,
    case prestashop_flag(order_state.shipped) when '1' then 'fulfilled' when '0' then 'unfulfilled' end
        as fulfilment_status,
    orders.valid as is_valid_sale,
    currency.iso_code as currency,
    orders.total_paid_tax_incl as total_amount,
    orders.total_products_wt as lines_amount,
    orders.total_discounts_tax_incl as discount_amount,
    orders.total_shipping_tax_incl as shipping_amount,
    try_cast(orders.total_paid_tax_incl as decimal(18, 4)) - try_cast(orders.total_paid_tax_excl as decimal(18, 4))
        as tax_amount,
    'true' as prices_include_tax,
    prestashop_fx_rate(orders.conversion_rate) as fx_rate,
    'web' as channel,
    prestashop_id(orders.id_cart) as cart_id,
    country.iso_code as ship_country_code,
    delivery.postcode as ship_postal_code,
    invoice.firstname as bill_first_name,
    invoice.lastname as bill_last_name,
    delivery.firstname as ship_first_name,
    delivery.lastname as ship_last_name,
    delivery.address1 as ship_address_line,
    delivery.city as ship_city,
    prestashop_payment_method(orders.module) as payment_method

from orders_rows as orders

left join customer_now as customer on orders.id_customer = customer.id_customer
left join address_now as delivery on orders.id_address_delivery = delivery.id_address
left join address_now as invoice on orders.id_address_invoice = invoice.id_address
left join country_now as country on delivery.id_country = country.id_country
left join currency_now as currency on orders.id_currency = currency.id_currency
left join order_state_now as order_state on orders.current_state = order_state.id_order_state
left join payments on orders.reference = payments.order_reference
left join refunds on orders.id_order = refunds.id_order
