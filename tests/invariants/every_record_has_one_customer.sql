-- Every record of the sources that may stand for a person is in customer_identities exactly once,
-- and nothing else is.
with

shop_customers as (

    select shop_customer_id from {{ ref('stg_shop__customers') }}

),

orders as (

    select
        'guest_order:' || order_id as record_id,
        shop_customer_id

    from {{ ref('stg_shop__orders') }}

    where coalesce(shop_customer_id, email, phone) is not null

),

carts as (

    select
        'cart:' || cart_id as record_id,
        shop_customer_id

    from {{ ref('stg_shop__carts') }}

    where email is not null

),

expected as (

    select 'crm_contact:' || contact_id as record_id from {{ ref('stg_crm__contacts') }}

    union all

    select 'shop_customer:' || shop_customer_id as record_id from shop_customers

    union all

    select 'subscriber:' || subscriber_id as record_id from {{ ref('stg_email__subscribers') }}

    group by subscriber_id

    union all

    select 'loyalty_member:' || member_id as record_id from {{ ref('stg_crm__loyalty_members') }}

    union all

    select orders.record_id

    from orders

    left join shop_customers
        on orders.shop_customer_id = shop_customers.shop_customer_id

    where shop_customers.shop_customer_id is null

    union all

    select carts.record_id

    from carts

    left join shop_customers
        on carts.shop_customer_id = shop_customers.shop_customer_id

    where shop_customers.shop_customer_id is null

),

customer_counts as (

    select
        record_id,
        count(customer_id) as customer_count

    from {{ ref('customer_identities') }}

    group by record_id

)

select
    coalesce(expected.record_id, customer_counts.record_id) as record_id,
    customer_counts.customer_count

from expected

full outer join customer_counts
    on expected.record_id = customer_counts.record_id

where
    expected.record_id is null
    or coalesce(customer_counts.customer_count, 0) <> 1
