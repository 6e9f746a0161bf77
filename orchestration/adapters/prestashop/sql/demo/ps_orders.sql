select
    order_id as id_order,
    order_number as reference,
    coalesce(customer_id, 'G' || order_id) as id_customer,
    coalesce(cart_id, '0') as id_cart,
    '1' as id_currency,
    order_id || '-D' as id_address_delivery,
    order_id || '-I' as id_address_invoice,
    case
        when financial_status = 'voided' then '6'
        when financial_status = 'refunded' then '7'
        when financial_status = 'pending' then '10'
        when fulfilment_status = 'unfulfilled' then '2'
        else '5'
    end as current_state,
    case payment_method
        when 'card' then 'ps_cardpayment'
        when 'paypal' then 'paypal'
        when 'transfer' then 'ps_wirepayment'
        when 'cash' then 'ps_cashondelivery'
        when 'instalments' then 'alma'
        when 'gift_card' then 'giftcard'
    end as module,
    '1.000000' as conversion_rate,
    discount_amount as total_discounts_tax_incl,
    total_amount as total_paid_tax_incl,
    try_cast(total_amount as decimal(18, 2)) - try_cast(tax_amount as decimal(18, 2)) as total_paid_tax_excl,
    lines_amount as total_products_wt,
    shipping_amount as total_shipping_tax_incl,
    case is_valid_sale when 'true' then '1' else '0' end as valid,
    ordered_at as date_add,
    source_updated_at as date_upd

from shop_orders
