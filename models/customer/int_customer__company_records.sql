-- The company's id is the one of the row that was created first, so that a new CRM changes none.
with

components as (

    select * from {{ ref('int_customer__company_components') }}

),

companies as (

    select * from {{ ref('stg_crm__companies') }}

),

grouped as (

    select
        companies.*,
        coalesce(components.component, companies.company_id) as component

    from companies

    left join components on companies.company_id = components.node

)

select
    company_id as company_record_id,
    first_value(company_id) over (
        partition by component
        order by created_at asc nulls last, company_id asc
    ) as company_id,
    row_number() over (
        partition by component
        order by source_updated_at desc nulls last, company_id asc
    ) as recency_rank,
    name,
    {{ domain_key('domain') }} as domain,
    {{ registration_key('registration_no', 'country_code') }} as registration_no,
    industry,
    country_code

from grouped
