select
    source_file,
    source_line,
    loaded_at,
    modified_time as source_updated_at,
    contact_id,
    email,
    coalesce(sms, landline_number) as phone,
    firstname as first_name,
    lastname as last_name,
    ext_id as external_customer_id,
    added_time as created_at,
    job_title as occupation

from contacts_rows
