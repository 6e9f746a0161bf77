with

addresses as (

    select
        * exclude (email, phone_number),
        'email' as channel,
        email as address,
        klaviyo_status(email_marketing_consent, email_suppressions) as status,
        email_marketing_consent_timestamp as status_at,
        case when email is null then 'neither an e-mail address nor a phone number' end as not_used

    from profiles_rows

    where email is not null or phone_number is null

    union all by name

    select
        * exclude (email, phone_number) replace (source_file || '#sms' as source_file),
        'sms' as channel,
        phone_number as address,
        klaviyo_status(sms_marketing_consent, null) as status,
        sms_marketing_consent_timestamp as status_at

    from profiles_rows

    where phone_number is not null

)

select
    source_file,
    source_line,
    loaded_at,
    klaviyo_id as subscriber_id,
    channel,
    address,
    external_id as external_customer_id,
    first_name,
    last_name,
    left(locale, 2) as language,
    timezone,
    status,
    status_at,
    source,
    profile_created_on as created_at,
    not_used

from addresses
