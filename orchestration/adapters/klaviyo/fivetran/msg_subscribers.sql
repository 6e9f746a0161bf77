with

person as (

    select
        *,
        case
            when subscriptions_email_marketing_consent is not null then subscriptions_email_marketing_consent
            when custom_consent ilike '%email%' then 'subscribed'
        end as email_consent,
        case
            when subscriptions_sms_marketing_consent is not null then subscriptions_sms_marketing_consent
            when custom_consent ilike '%sms%' then 'subscribed'
        end as sms_consent

    from person_rows

),

addresses as (

    select
        * exclude (email, phone_number),
        'email' as channel,
        email as address,
        klaviyo_status(email_consent, subscriptions_email_marketing_suppression_reason) as status,
        coalesce(subscriptions_email_marketing_timestamp, custom_consent_timestamp) as status_at,
        case when email is null then 'neither an e-mail address nor a phone number' end as not_used

    from person

    where email is not null or phone_number is null

    union all by name

    select
        * exclude (email, phone_number) replace (source_file || '#sms' as source_file),
        'sms' as channel,
        phone_number as address,
        klaviyo_status(sms_consent, null) as status,
        coalesce(subscriptions_sms_marketing_timestamp, custom_consent_timestamp) as status_at

    from person

    where phone_number is not null

)

select
    source_file,
    source_line,
    loaded_at,
    updated as source_updated_at,
    fivetran_deleted as is_deleted,
    id as subscriber_id,
    channel,
    address,
    external_id as external_customer_id,
    first_name,
    last_name,
    left(locale, 2) as language,
    timezone,
    status,
    status_at,
    custom_source as source,
    created as created_at,
    not_used

from addresses
