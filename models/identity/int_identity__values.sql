with

records as (

    select
        record_id,
        shop_customer_id,
        {{ clean_email('email') }} as email,
        coalesce(country_code, '{{ var("default_country") }}') as country_code,
        {{ phone_digits('phone') }} as digits

    from {{ ref('int_identity__records') }}

),

numbering_plans as (

    select * from {{ ref('numbering_plans') }}

),

identifiers as (

    select
        record_id,
        'account' as identifier_type,
        shop_customer_id as identifier_value,
        null as address

    from records

    union all

    select
        record_id,
        'email' as identifier_type,
        {{ email_key('email') }} as identifier_value,
        email as address

    from records

    union all

    select
        records.record_id,
        'phone' as identifier_type,
        {{ normalise_phone('records.digits', 'numbering_plans') }} as identifier_value,
        null as address

    from records

    left join numbering_plans
        on
            {{ numbering_plan_key('records.digits', 'records.country_code') }}
            = numbering_plans.plan_key

)

select
    record_id,
    identifier_type,
    identifier_value,
    address,
    {{ hash64("identifier_type || ':' || identifier_value") }} as identifier_hash

from identifiers

where identifier_value is not null
