with

addresses as (

    select
        * exclude (email, sms),
        'email' as channel,
        email as address,
        case
            when brevo_blocked(blocklisted, 'email') then 'unsubscribed'
            when brevo_subscribed(subscribed, 'email') or brevo_yes(double_opt_in) or brevo_yes(opt_in)
                then 'subscribed'
            else 'unknown'
        end as status,
        case when email is null then 'neither an e-mail address nor a phone number' end as not_used

    from contacts_rows

    where email is not null or sms is null

    union all by name

    -- DOUBLE_OPT-IN and OPT_IN are about e-mail.
    select
        * exclude (email, sms) replace (source_file || '#sms' as source_file),
        'sms' as channel,
        sms as address,
        case
            when brevo_blocked(blocklisted, 'sms') then 'unsubscribed'
            -- A bare yes may be about e-mail alone.
            when contains(lower(subscribed), 'sms') then 'subscribed'
            else 'unknown'
        end as status

    from contacts_rows

    where sms is not null

)

select
    source_file,
    source_line,
    loaded_at,
    modified_time as source_updated_at,
    contact_id as subscriber_id,
    channel,
    address,
    ext_id as external_customer_id,
    firstname as first_name,
    lastname as last_name,
    contact_timezone as timezone,
    status,
    brevo_lists(listids) as list_ids,
    added_time as created_at,
    not_used

from addresses
