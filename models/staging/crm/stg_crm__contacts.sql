with

contacts as (

    select * from {{ ref('base_crm__contacts') }}

),

rows_set_aside as (

    select
        loaded_at,
        source_file,
        source_line

    from {{ ref('int_staging__rows_set_aside') }}

    where source_table = 'crm_contacts'

)

select
    contact_id,
    email,
    phone,
    first_name,
    last_name,
    birth_date,
    gender,
    language,
    postal_code,
    city,
    country_code,
    company_id,
    lifecycle_stage,
    owner_id,
    shop_customer_id,
    created_at,
    customer_type,
    company_name,
    industry,
    occupation,
    is_test,
    is_staff,
    address_line,
    source_id,
    source_updated_at,
    loaded_at

from contacts

where not exists (
    select 1 from rows_set_aside
    where {{ same_row('rows_set_aside', 'contacts') }}
)
