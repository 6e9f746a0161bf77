-- When each customer was first seen, and whether one of the records is a test or somebody of the
-- staff.
with

identities as (

    select * from {{ ref('customer_identities') }}

),

contacts as (

    select
        'crm_contact:' || contact_id as record_id,
        is_test or is_staff as is_excluded

    from {{ ref('stg_crm__contacts') }}

),

first_orders as (

    select
        customer_id,
        min(order_date) as first_order_date

    from {{ ref('orders') }}

    group by customer_id

),

records as (

    select
        identities.customer_id,
        identities.customer_since,
        identities.record_type,
        {{ local_date('identities.first_seen_at') }} as first_seen_date,
        coalesce(contacts.is_excluded, false) as is_excluded

    from identities

    left join contacts
        on identities.record_id = contacts.record_id

)

select
    records.customer_id,
    count(*) as record_count,
    max(case when records.is_excluded then 1 else 0 end) = 1 as is_excluded,
    min(
        case
            when
                records.record_type in ('crm_contact', 'shop_customer', 'subscriber')
                then records.first_seen_date
        end
    ) as signup_date,
    least(min(records.first_seen_date), min(first_orders.first_order_date)) as first_seen_date,
    min(records.customer_since) as customer_since

from records

left join first_orders
    on records.customer_id = first_orders.customer_id

group by records.customer_id
