select
    customer_id || '-H' as id_address,
    customer_id as id_customer,
    '8' as id_country,
    last_name as lastname,
    first_name as firstname,
    address_line as address1,
    postal_code as postcode,
    city,
    phone as phone_mobile,
    source_updated_at as date_upd,
    '1' as active,
    '0' as deleted

from shop_customers

union all by name

-- An order keeps the addresses that it had, which its customer no longer sees.
select
    order_id || '-D' as id_address,
    coalesce(customer_id, 'G' || order_id) as id_customer,
    '8' as id_country,
    ship_last_name as lastname,
    ship_first_name as firstname,
    ship_address_line as address1,
    ship_postal_code as postcode,
    ship_city as city,
    phone as phone_mobile,
    source_updated_at as date_upd,
    '1' as active,
    '1' as deleted

from shop_orders

union all by name

select
    order_id || '-I' as id_address,
    coalesce(customer_id, 'G' || order_id) as id_customer,
    '8' as id_country,
    bill_last_name as lastname,
    bill_first_name as firstname,
    source_updated_at as date_upd,
    '1' as active,
    '1' as deleted

from shop_orders
