-- Which records an identifier may tie together, and as whom each is compared. An account says by
-- itself that its records are one person; a phone says something only of somebody whose full name
-- is known, because families and offices share it. Who has no first name comes last: see
-- int_identity__nameless.
with

units as (

    select * from {{ ref('int_identity__units') }}

)

select
    record_id,
    unit_id,
    'same_account' as rule,
    cast(null as string) as first_name_key,
    cast(null as string) as last_name_key,
    account_hash as identifier_hash,
    cast(null as date) as birth_date,
    side,
    first_seen_at

from units

where account_hash is not null

union all

select
    record_id,
    unit_id,
    'same_email' as rule,
    first_name_key,
    last_name_key,
    email_hash as identifier_hash,
    birth_date,
    side,
    first_seen_at

from units

where email_hash is not null and first_name_key is not null

union all

select
    record_id,
    unit_id,
    'same_phone' as rule,
    first_name_key,
    last_name_key,
    phone_hash as identifier_hash,
    birth_date,
    side,
    first_seen_at

from units

where phone_hash is not null and first_name_key is not null and last_name_key is not null
