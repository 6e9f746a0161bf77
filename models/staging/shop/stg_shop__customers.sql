with

customers as (

    select * from {{ ref('base_shop__customers') }}

),

rows_set_aside as (

    select
        loaded_at,
        source_file,
        source_line

    from {{ ref('int_staging__rows_set_aside') }}

    where source_table = 'shop_customers'

)

select
    shop_customer_id,
    email,
    phone,
    first_name,
    last_name,
    birth_date,
    gender,
    language,
    country_code,
    postal_code,
    city,
    account_state,
    email_optin,
    email_optin_at,
    partner_optin,
    customer_group,
    tags,
    created_at,
    address_line,
    source_id,
    source_updated_at,
    loaded_at

from customers

where not exists (
    select 1 from rows_set_aside
    where {{ same_row('rows_set_aside', 'customers') }}
)
