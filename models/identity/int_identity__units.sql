-- The unit that takes part in matching is the account with all its records, or else the single
-- record. A forced split makes two units of one account.
with

records as (

    select
        record_id,
        first_seen_at

    from {{ ref('int_identity__records') }}

),

names as (

    select * from {{ ref('int_identity__names') }}

),

account_names as (

    select * from {{ ref('int_identity__account_names') }}

),

sides as (

    select * from {{ ref('int_identity__sides') }}

),

usable_identifiers as (

    select
        record_id,
        max(case when identifier_type = 'account' then identifier_hash end) as account_hash,
        max(case when identifier_type = 'email' then identifier_hash end) as email_hash,
        max(case when identifier_type = 'phone' then identifier_hash end) as phone_hash

    from {{ ref('int_identity__identifiers') }}

    where block_reason is null

    group by record_id

)

select
    records.record_id,
    coalesce(
        'account:' || cast(usable_identifiers.account_hash as string)
        || coalesce(':' || sides.side, ''),
        records.record_id
    ) as unit_id,
    coalesce(account_names.first_name_key, names.first_name_key) as first_name_key,
    coalesce(account_names.last_name_key, names.last_name_key) as last_name_key,
    names.initial,
    usable_identifiers.account_hash,
    usable_identifiers.email_hash,
    usable_identifiers.phone_hash,
    coalesce(account_names.birth_date, names.birth_date) as birth_date,
    sides.side,
    records.first_seen_at

from records

inner join names
    on records.record_id = names.record_id

left join usable_identifiers
    on records.record_id = usable_identifiers.record_id

left join account_names
    on usable_identifiers.account_hash = account_names.account_hash

left join sides
    on records.record_id = sides.record_id
