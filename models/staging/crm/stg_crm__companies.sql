with

companies as (

    select * from {{ ref('base_crm__companies') }}

),

rows_set_aside as (

    select
        loaded_at,
        source_file,
        source_line

    from {{ ref('int_staging__rows_set_aside') }}

    where source_table = 'crm_companies'

)

select
    company_id,
    name,
    domain,
    registration_no,
    industry,
    country_code,
    created_at,
    source_id,
    source_updated_at,
    loaded_at

from companies

where not exists (
    select 1 from rows_set_aside
    where {{ same_row('rows_set_aside', 'companies') }}
)
