select
    source_file,
    source_line,
    loaded_at,
    -- Older exports have no id; the address is the only key of their rows.
    coalesce(customer_id, 'email:' || md5(lower(trim(email)))) as customer_id,
    email,
    coalesce(phone, default_address_phone) as phone,
    first_name,
    last_name,
    default_address_country_code as country_code,
    default_address_zip as postal_code,
    default_address_city as city,
    accepts_email_marketing as email_optin,
    replace(tags, ', ', '|') as tags,
    default_address_address1 as address_line

from customers_rows
