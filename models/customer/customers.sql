-- Whoever was first seen after as_of is nobody yet.
with

first_contacts as (

    select * from {{ ref('int_customer__first_contacts') }}

    where first_seen_date is null or first_seen_date <= {{ as_of() }}

),

attributes as (

    select
        customer_id,
        max(case when attribute = 'first_name' then attribute_value end) as first_name,
        max(case when attribute = 'last_name' then attribute_value end) as last_name,
        max(case when attribute = 'email' then attribute_value end) as email,
        max(case when attribute = 'phone' then attribute_value end) as phone,
        max(case when attribute = 'address_line' then attribute_value end) as address_line,
        max(case when attribute = 'postal_code' then attribute_value end) as postal_code,
        max(case when attribute = 'city' then attribute_value end) as city,
        max(case when attribute = 'country_code' then attribute_value end) as country_code,
        max(case when attribute = 'language' then attribute_value end) as language,
        max(case when attribute = 'gender' then attribute_value end) as gender,
        max(case when attribute = 'customer_type' then attribute_value end) as customer_type,
        max(case when attribute = 'email' then source_id end) as email_source_id,
        max(case when attribute = 'phone' then source_id end) as phone_source_id,
        max(case when attribute = 'last_name' then source_id end) as name_source_id,
        max(case when attribute = 'birth_date' then cast(attribute_value as date) end) as birth_date

    from {{ ref('customer_attributes') }}

    group by customer_id

),

loyalty as (

    select * from {{ ref('int_customer__loyalty') }}

),

connections as (

    select is_connected as has_loyalty

    from {{ ref('stg_landing__tables') }}

    where source_table = 'loyalty_members'

)

select
    first_contacts.customer_id,
    attributes.first_name,
    attributes.last_name,
    attributes.email,
    attributes.phone,
    attributes.address_line,
    attributes.postal_code,
    attributes.city,
    attributes.country_code,
    attributes.language,
    attributes.gender,
    attributes.customer_type,
    attributes.email_source_id,
    attributes.phone_source_id,
    attributes.name_source_id,
    first_contacts.record_count,
    case when connections.has_loyalty then loyalty.customer_id is not null end as is_loyalty_member,
    loyalty.loyalty_tier,
    cast(loyalty.loyalty_points as decimal(18, 4)) as loyalty_points,
    first_contacts.is_excluded,
    attributes.birth_date,
    case
        when first_contacts.signup_date <= {{ as_of() }} then first_contacts.signup_date
    end as signup_date,
    first_contacts.first_seen_date,
    first_contacts.customer_since

from first_contacts

left join attributes
    on first_contacts.customer_id = attributes.customer_id

left join loyalty
    on first_contacts.customer_id = loyalty.customer_id

left join connections
    on true
