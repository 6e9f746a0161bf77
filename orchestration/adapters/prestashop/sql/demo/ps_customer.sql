select
    customer_id as id_customer,
    case gender when 'm' then '1' when 'f' then '2' else '0' end as id_gender,
    case customer_group when 'web' then '3' when 'visiteur' then '1' else customer_group end as id_default_group,
    '1' as id_lang,
    first_name as firstname,
    last_name as lastname,
    email,
    'not-a-real-hash' as passwd,
    coalesce(birth_date, '0000-00-00') as birthday,
    case email_optin when 'true' then '1' when 'false' then '0' end as newsletter,
    coalesce(email_optin_at, '0000-00-00 00:00:00') as newsletter_date_add,
    case partner_optin when 'true' then '1' when 'false' then '0' end as optin,
    case account_state when 'disabled' then '0' else '1' end as active,
    '0' as is_guest,
    '0' as deleted,
    created_at as date_add,
    source_updated_at as date_upd

from shop_customers

union all by name

-- Who buys as a guest is a customer of its own in PrestaShop.
select
    'G' || order_id as id_customer,
    '0' as id_gender,
    '2' as id_default_group,
    '1' as id_lang,
    bill_first_name as firstname,
    bill_last_name as lastname,
    email,
    '0000-00-00' as birthday,
    '0000-00-00 00:00:00' as newsletter_date_add,
    '1' as active,
    '1' as is_guest,
    '0' as deleted,
    ordered_at as date_add,
    source_updated_at as date_upd

from shop_orders

where customer_id is null
