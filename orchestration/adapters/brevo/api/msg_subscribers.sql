with

contact as (

    select
        *,
        brevo_attribute(attributes, 'SMS') as sms

    from contacts_rows

),

addresses as (

    -- Not being blocked is no consent: contacts are imported too.
    select
        * exclude (email, sms),
        'email' as channel,
        email as address,
        case
            when brevo_yes(email_blacklisted) then 'unsubscribed'
            when
                brevo_yes(brevo_attribute(attributes, 'DOUBLE_OPT-IN'))
                or brevo_yes(brevo_attribute(attributes, 'OPT_IN'))
                then 'subscribed'
            else 'unknown'
        end as status,
        case when email is null then 'neither an e-mail address nor a phone number' end as not_used

    from contact

    where email is not null or sms is null

    union all by name

    select
        * exclude (email, sms) replace (source_file || '#sms' as source_file),
        'sms' as channel,
        sms as address,
        case when brevo_yes(sms_blacklisted) then 'unsubscribed' else 'unknown' end as status

    from contact

    where sms is not null

)

select
    source_file,
    source_line,
    loaded_at,
    modified_at as source_updated_at,
    id as subscriber_id,
    channel,
    address,
    brevo_attribute(attributes, 'EXT_ID') as external_customer_id,
    coalesce(brevo_attribute(attributes, 'FIRSTNAME'), brevo_attribute(attributes, 'PRENOM')) as first_name,
    coalesce(brevo_attribute(attributes, 'LASTNAME'), brevo_attribute(attributes, 'NOM')) as last_name,
    status,
    brevo_lists(list_ids) as list_ids,
    created_at,
    not_used

from addresses
