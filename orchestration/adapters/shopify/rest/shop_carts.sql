with

-- Of orders that name one checkout, its own is the first.
orders as (

    select * from order_now

    qualify row_number() over (partition by checkout_token order by created_at, id) = 1

)

select
    checkout.source_file,
    checkout.source_line,
    checkout.loaded_at,
    checkout.updated_at as source_updated_at,
    coalesce(checkout.token, checkout.id) as cart_id,
    checkout.customer_id,
    checkout.email,
    checkout.created_at,
    checkout.updated_at,
    case when checkout.completed_at is not null then orders.id end as converted_order_id,
    checkout.total_price as total_amount,
    coalesce(checkout.presentment_currency, checkout.currency) as currency

from abandoned_checkout_rows as checkout

left join orders on checkout.token = orders.checkout_token
