with

tags as (

    select
        customer_id,
        string_agg(value, '|' order by try_cast(index as integer)) as tags

    from customer_tag_now

    group by customer_id

),

addresses as (

    select * from customer_address_now

    where lower(is_default) = 'true'

    qualify row_number() over (partition by customer_id order by loaded_at desc, id desc) = 1

),

-- The language that the customer last ordered in: Shopify keeps none with the customer.
languages as (

    select
        customer_id,
        arg_max(split_part(customer_locale, '-', 1), created_at) as language

    from order_now

    where customer_locale is not null

    group by customer_id

)

select
    customer.source_file,
    customer.source_line,
    customer.loaded_at,
    customer.updated_at as source_updated_at,
    customer.fivetran_deleted as is_deleted,
    customer.id as customer_id,
    customer.email,
    coalesce(customer.phone, addresses.phone) as phone,
    customer.first_name,
    customer.last_name,
    languages.language,
    addresses.country_code,
    addresses.zip as postal_code,
    addresses.city,
    shopify_account_state(customer.state) as account_state,
    case upper(customer.email_marketing_consent_state)
        when 'SUBSCRIBED' then 'true'
        when 'UNSUBSCRIBED' then 'false'
        when 'NOT_SUBSCRIBED' then 'false'
        when 'REDACTED' then 'false'
    end as email_optin,
    customer.email_marketing_consent_updated_at as email_optin_at,
    tags.tags,
    customer.created_at,
    addresses.address_1 as address_line

from customer_rows as customer

left join addresses on customer.id = addresses.customer_id

left join tags on customer.id = tags.customer_id

left join languages on customer.id = languages.customer_id
