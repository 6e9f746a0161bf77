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
        {{ source_key('company_id') }} as company_id,
        {{ parse_text('name') }} as name,
        {{ parse_lower('domain') }} as domain,
        {{ parse_identifier('registration_no') }} as registration_no,
        {{ parse_text('industry') }} as industry,
        {{ parse_upper('country_code') }} as country_code,
        {{ parse_timestamp('created_at') }} as created_at,
        coalesce(
            {{ bad_timestamps(['source_updated_at', 'created_at']) }},
            {{ bad_booleans(['is_deleted']) }}
        ) as unreadable

    from {{ source('raw', 'crm_companies') }}

)

select
    *,
    case
        when company_id is null then 'missing_key:company_id'
        when is_deleted then null
        when unreadable is not null then unreadable
    end as fault

from typed
