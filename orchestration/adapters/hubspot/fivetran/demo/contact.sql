select
    contact_id as id,
    email as property_email,
    phone as property_mobilephone,
    first_name as property_firstname,
    last_name as property_lastname,
    birth_date as property_date_of_birth,
    case gender when 'f' then 'female' when 'm' then 'male' else gender end as property_gender,
    language as property_hs_language,
    postal_code as property_zip,
    city as property_city,
    case country_code when 'FR' then 'France' else country_code end as property_country,
    address_line as property_address,
    company_id as property_associatedcompanyid,
    company_name as property_company,
    industry as property_industry,
    occupation as property_jobtitle,
    case lifecycle_stage
        when 'mql' then 'marketingqualifiedlead'
        when 'sql' then 'salesqualifiedlead'
        else lifecycle_stage
    end as property_lifecyclestage,
    owner_id as property_hubspot_owner_id,
    customer_type as property_customer_type,
    external_customer_id as property_external_customer_id,
    created_at as property_createdate,
    source_updated_at as property_lastmodifieddate,
    is_deleted as _fivetran_deleted,
    source_updated_at as _fivetran_synced

from crm_contacts
