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
        {{ account_key('customer_id') }} as shop_customer_id,
        {{ parse_text('email') }} as email,
        {{ parse_identifier('phone') }} as phone,
        {{ parse_text('first_name') }} as first_name,
        {{ parse_text('last_name') }} as last_name,
        {{ parse_birth_date('birth_date') }} as birth_date,
        {{ parse_code('gender', ['f', 'm', 'x']) }} as gender,
        {{ parse_lower('language') }} as language,
        {{ parse_upper('country_code') }} as country_code,
        {{ parse_postal_code('postal_code', 'country_code') }} as postal_code,
        {{ parse_text('city') }} as city,
        {{ parse_code('account_state', [
            'enabled', 'disabled', 'invited', 'declined', 'guest'
        ]) }} as account_state,
        {{ parse_boolean('email_optin') }} as email_optin,
        {{ parse_timestamp('email_optin_at') }} as email_optin_at,
        {{ parse_boolean('partner_optin') }} as partner_optin,
        {{ parse_text('customer_group') }} as customer_group,
        {{ parse_text('tags') }} as tags,
        {{ parse_timestamp('created_at') }} as created_at,
        {{ parse_text('address_line') }} as address_line,
        coalesce(
            {{ bad_timestamps(['source_updated_at', 'email_optin_at', 'created_at']) }},
            {{ bad_booleans(['is_deleted', 'email_optin', 'partner_optin']) }},
            {{ bad_dates(['birth_date']) }}
        ) as unreadable

    from {{ source('raw', 'shop_customers') }}

)

select
    *,
    case
        when shop_customer_id is null then 'missing_key:customer_id'
        when is_deleted then null
        when unreadable is not null then unreadable
    end as fault

from typed
