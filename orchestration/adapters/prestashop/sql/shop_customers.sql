with

addresses as (

    select
        address.*,
        country.iso_code

    from address_now as address

    left join country_now as country on address.id_country = country.id_country

    where
        coalesce(prestashop_flag(address.deleted), '0') <> '1'
        and coalesce(prestashop_flag(address.active), '1') <> '0'

    qualify row_number() over (
        partition by address.id_customer order by address.date_upd desc, address.id_address desc
    ) = 1

)

select
    customer.source_file,
    customer.source_line,
    customer.loaded_at,
    customer.date_upd as source_updated_at,
    customer.deleted as is_deleted,
    customer.id_customer as customer_id,
    customer.email,
    coalesce(prestashop_text(addresses.phone_mobile), addresses.phone) as phone,
    customer.firstname as first_name,
    customer.lastname as last_name,
    prestashop_time(customer.birthday) as birth_date,
    -- Mr and Mrs are the first two of every new shop, where the list of them is not delivered.
    case coalesce(prestashop_flag(gender.type), cast(try_cast(customer.id_gender as integer) - 1 as varchar))
        when '0' then 'm'
        when '1' then 'f'
    end as gender,
    lang.iso_code as language,
    addresses.iso_code as country_code,
    addresses.postcode as postal_code,
    addresses.city,
    case
        when prestashop_flag(customer.is_guest) = '1' then 'guest'
        when prestashop_flag(customer.active) = '0' then 'disabled'
        else 'enabled'
    end as account_state,
    customer.newsletter as email_optin,
    prestashop_time(customer.newsletter_date_add) as email_optin_at,
    customer.optin as partner_optin,
    customer.id_default_group as customer_group,
    prestashop_time(customer.date_add) as created_at,
    addresses.address1 as address_line

from customer_rows as customer

left join addresses on customer.id_customer = addresses.id_customer

left join gender_now as gender on customer.id_gender = gender.id_gender

left join lang_now as lang on customer.id_lang = lang.id_lang
