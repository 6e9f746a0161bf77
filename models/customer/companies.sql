with

company_records as (

    select * from {{ ref('int_customer__company_records') }}

),

customers as (

    select
        company_id,
        count(*) as customer_count

    from {{ ref('customer_companies') }}

    group by company_id

),

-- Of each field what the row last updated says that says anything.
merged as (

    select
        company_id,
        count(*) as record_count,
        min_by(name, case when name is not null then recency_rank end) as name,
        min_by(domain, case when domain is not null then recency_rank end) as domain,
        min_by(registration_no, case when registration_no is not null then recency_rank end)
            as registration_no,
        min_by(industry, case when industry is not null then recency_rank end) as industry,
        min_by(country_code, case when country_code is not null then recency_rank end)
            as country_code

    from company_records

    group by company_id

)

select
    merged.company_id,
    merged.name,
    merged.domain,
    merged.registration_no,
    merged.industry,
    merged.country_code,
    merged.record_count,
    coalesce(customers.customer_count, 0) as customer_count

from merged

left join customers on merged.company_id = customers.company_id
