-- Of role mailboxes too, which identity blocks: nobody's key, but the company's all the more.
with

mailboxes as (

    select
        'crm_contact:' || contact_id as record_id,
        {{ clean_email('email') }} as address

    from {{ ref('stg_crm__contacts') }}

    union all

    select
        'shop_customer:' || shop_customer_id as record_id,
        {{ clean_email('email') }} as address

    from {{ ref('stg_shop__customers') }}

    union all

    select
        record_id,
        address

    from {{ ref('customer_identifiers') }}

    where identifier_type = 'email'

)

select
    record_id,
    split_part(address, '@', 2) as domain

from mailboxes

where address is not null

group by record_id, split_part(address, '@', 2)
