select
    source_file,
    source_line,
    loaded_at,
    hubspot_time(last_modified_date) as source_updated_at,
    record_id as contact_id,
    email,
    coalesce(mobile_phone_number, phone_number) as phone,
    first_name,
    last_name,
    date_of_birth as birth_date,
    case lower(gender)
        when 'female' then 'f'
        when 'femme' then 'f'
        when 'male' then 'm'
        when 'homme' then 'm'
        else lower(gender)
    end as gender,
    lower(left(preferred_language, 2)) as language,
    postal_code,
    city,
    country_code(country) as country_code,
    hubspot_lifecycle_stage(lifecycle_stage) as lifecycle_stage,
    external_customer_id,
    hubspot_time(create_date) as created_at,
    company_name,
    industry,
    job_title as occupation,
    street_address as address_line

from contacts_rows
