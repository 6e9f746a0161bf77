select
    source_file,
    source_line,
    loaded_at,
    is_deleted,
    id as company_id,
    property_name as name,
    lower(property_domain) as domain,
    property_siret as registration_no,
    property_industry as industry,
    country_code(property_country) as country_code,
    property_createdate as created_at

from company_rows
