with

typed as (

    select
        source_id,
        source_file,
        source_line,
        row_hash,
        loaded_at,
        {{ parse_timestamp('source_updated_at') }} as source_updated_at,
        coalesce({{ parse_boolean('is_deleted') }}, false) as is_deleted,
        {{ source_key('contact_id') }} as contact_id,
        {{ parse_text('email') }} as email,
        {{ parse_identifier('phone') }} as phone,
        {{ parse_text('first_name') }} as first_name,
        {{ parse_text('last_name') }} as last_name,
        {{ parse_birth_date('birth_date') }} as birth_date,
        {{ parse_code('gender', ['f', 'm', 'x']) }} as gender,
        {{ parse_lower('language') }} as language,
        {{ parse_postal_code('postal_code', 'country_code') }} as postal_code,
        {{ parse_text('city') }} as city,
        {{ parse_upper('country_code') }} as country_code,
        {{ source_key('company_id') }} as company_id,
        {{ parse_code('lifecycle_stage', [
            'subscriber', 'lead', 'mql', 'sql', 'opportunity', 'customer', 'evangelist'
        ], 'other') }} as lifecycle_stage,
        {{ parse_text('owner_id') }} as owner_id,
        {{ account_key('external_customer_id') }} as shop_customer_id,
        {{ parse_timestamp('created_at') }} as created_at,
        {{ parse_code('customer_type', ['b2c', 'b2b']) }} as customer_type,
        {{ parse_text('company_name') }} as company_name,
        {{ parse_text('industry') }} as industry,
        {{ parse_text('occupation') }} as occupation,
        coalesce({{ parse_boolean('is_test') }}, false) as is_test,
        coalesce({{ parse_boolean('is_staff') }}, false) as is_staff,
        {{ parse_text('address_line') }} as address_line,
        coalesce(
            {{ bad_timestamps(['source_updated_at', 'created_at']) }},
            {{ bad_booleans(['is_deleted', 'is_test', 'is_staff']) }},
            {{ bad_dates(['birth_date']) }}
        ) as unreadable

    from {{ source('raw', 'crm_contacts') }}

)

select
    *,
    case
        when contact_id is null then 'missing_key:contact_id'
        when is_deleted then null
        when unreadable is not null then unreadable
    end as fault

from typed
