-- An identifier is compared part by part, so that the join with the seed is one of equal texts.
with

identifiers as (

    select
        identifier_hash,
        identifier_type,
        identifier_value

    from {{ ref('int_identity__values') }}

    group by identifier_hash, identifier_type, identifier_value

),

-- Outside DuckDB, dbt loads the word null of a seed as a null.
blocked_values as (

    select
        block_reason,
        identifier_type || '/' || matched_part || '/' || coalesce(value, 'null') as part

    from {{ ref('identity_blocked_values') }}

),

parts as (

    select
        identifier_hash,
        'account/key/' || split_part(identifier_value, ':', 2) as part

    from identifiers

    where identifier_type = 'account'

    union all

    select
        identifier_hash,
        'email/local_part/' || split_part(identifier_value, '@', 1) as part

    from identifiers

    where identifier_type = 'email'

    union all

    select
        identifier_hash,
        'email/domain/' || split_part(identifier_value, '@', 2) as part

    from identifiers

    where identifier_type = 'email'

    union all

    select
        identifier_hash,
        'phone/last_8_digits/' || right(identifier_value, 8) as part

    from identifiers

    where identifier_type = 'phone'

    union all

    select
        identifier_hash,
        'phone/repeated_digit/yes' as part

    from identifiers

    where
        identifier_type = 'phone'
        and length(replace(identifier_value, right(identifier_value, 1), '')) <= 4

)

select
    parts.identifier_hash,
    min(blocked_values.block_reason) as block_reason

from parts

inner join blocked_values
    on parts.part = blocked_values.part

group by parts.identifier_hash
