-- Which attribute each kind of record may give is in the seed source_priorities.
with

identities as (

    select * from {{ ref('customer_identities') }}

),

profiles as (

    select * from {{ ref('int_customer__record_profiles') }}

),

priorities as (

    select * from {{ ref('source_priorities') }}

),

contact_values as (

    select
        record_id,
        max(case when identifier_type = 'email' then address end) as email,
        max(case when identifier_type = 'phone' then identifier_value end) as phone

    from {{ ref('customer_identifiers') }}

    group by record_id

),

attribute_values as (

    select
        identities.customer_id,
        identities.record_id,
        identities.source_id,
        priorities.attribute,
        priorities.priority,
        coalesce(profiles.observed_at, identities.first_seen_at) as observed_at,
        case priorities.attribute
            when 'first_name' then profiles.first_name
            when 'last_name' then profiles.last_name
            when 'email' then contact_values.email
            when 'phone' then contact_values.phone
            when
                'birth_date'
                then cast({{ plausible_birth_date('profiles.birth_date') }} as string)
            when 'gender' then upper(profiles.gender)
            when 'language' then lower(profiles.language)
            when 'country_code' then upper(profiles.country_code)
            when 'postal_code' then profiles.postal_code
            when 'city' then profiles.city
            when 'address_line' then profiles.address_line
            when 'customer_type' then profiles.customer_type
        end as attribute_value

    from identities

    inner join priorities
        on identities.record_type = priorities.record_type

    left join profiles
        on identities.record_id = profiles.record_id

    left join contact_values
        on identities.record_id = contact_values.record_id

)

select
    customer_id,
    record_id,
    source_id,
    attribute,
    priority,
    observed_at,
    attribute_value

from attribute_values

where trim(attribute_value) <> ''
