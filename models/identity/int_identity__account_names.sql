-- A shop account is one person: its records are compared under one name, the account's own if it
-- has one, so that two names of one account never tie two other people together.
with

account_identifiers as (

    select
        record_id,
        identifier_hash as account_hash

    from {{ ref('int_identity__identifiers') }}

    where
        identifier_type = 'account'
        and block_reason is null

),

records as (

    select
        record_id,
        first_seen_at,
        case when record_type = 'shop_customer' then 0 else 1 end as source_rank

    from {{ ref('int_identity__records') }}

),

names as (

    select * from {{ ref('int_identity__names') }}

),

ranked as (

    select
        account_identifiers.account_hash,
        names.first_name_key,
        names.last_name_key,
        names.birth_date,
        row_number() over (
            partition by account_identifiers.account_hash
            order by
                case when names.first_name_key is null then 1 else 0 end,
                records.source_rank,
                records.first_seen_at nulls last,
                records.record_id
        ) as name_rank,
        row_number() over (
            partition by account_identifiers.account_hash
            order by
                case when names.birth_date is null then 1 else 0 end,
                records.source_rank,
                records.first_seen_at nulls last,
                records.record_id
        ) as birth_date_rank

    from account_identifiers

    inner join records
        on account_identifiers.record_id = records.record_id

    inner join names
        on account_identifiers.record_id = names.record_id

)

select
    account_hash,
    max(case when name_rank = 1 then first_name_key end) as first_name_key,
    max(case when name_rank = 1 then last_name_key end) as last_name_key,
    max(case when birth_date_rank = 1 then birth_date end) as birth_date

from ranked

group by account_hash
