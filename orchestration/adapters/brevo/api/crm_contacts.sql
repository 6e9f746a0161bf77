select
    source_file,
    source_line,
    loaded_at,
    modified_at as source_updated_at,
    id as contact_id,
    email,
    coalesce(brevo_attribute(attributes, 'SMS'), brevo_attribute(attributes, 'LANDLINE_NUMBER')) as phone,
    coalesce(brevo_attribute(attributes, 'FIRSTNAME'), brevo_attribute(attributes, 'PRENOM')) as first_name,
    coalesce(brevo_attribute(attributes, 'LASTNAME'), brevo_attribute(attributes, 'NOM')) as last_name,
    brevo_attribute(attributes, 'EXT_ID') as external_customer_id,
    created_at,
    brevo_attribute(attributes, 'JOB_TITLE') as occupation

from contacts_rows
