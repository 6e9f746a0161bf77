-- The person that a statement names, by account or subscription, and the address that it is
-- about.
with

statements as (

    select * from {{ ref('int_customer__stated_consents') }}

    union all

    select * from {{ ref('int_customer__doubtful_refusals') }}

),

identities as (

    select
        record_id,
        customer_id

    from {{ ref('customer_identities') }}

),

subscribers as (

    select
        'subscriber:' || subscriber_id as record_id,
        channel,
        address

    from {{ ref('stg_email__subscribers') }}

),

known_addresses as (

    select
        'subscriber:' || subscriber_id as record_id,
        channel,
        address

    from {{ ref('stg_email__known_addresses') }}

),

addresses as (

    select * from {{ ref('int_customer__addresses') }}

)

select
    statements.statement_id,
    statements.source_id,
    statements.channel,
    statements.purpose,
    statements.state,
    statements.is_default,
    statements.stated_at,
    addresses.clean_address as address,
    addresses.identifier_hash,
    identities.customer_id

from statements

left join identities
    on statements.record_id = identities.record_id

left join subscribers
    on
        statements.record_id = subscribers.record_id
        and statements.channel = subscribers.channel

left join known_addresses
    on
        statements.record_id = known_addresses.record_id
        and statements.channel = known_addresses.channel

left join addresses
    on
        statements.channel = addresses.channel
        and coalesce(statements.address, subscribers.address, known_addresses.address)
        = addresses.address
