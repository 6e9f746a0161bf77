select
    source_file,
    source_line,
    loaded_at,
    modified_at as source_updated_at,
    id as contact_id,
    email,
    coalesce(attributes ->> '$.SMS', attributes ->> '$.LANDLINE_NUMBER') as phone,
    coalesce(attributes ->> '$.FIRSTNAME', attributes ->> '$.PRENOM') as first_name,
    coalesce(attributes ->> '$.LASTNAME', attributes ->> '$.NOM') as last_name,
    attributes ->> '$.EXT_ID' as external_customer_id,
    created_at,
    attributes ->> '$.JOB_TITLE' as occupation

from contacts_rows
