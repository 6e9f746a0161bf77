-- How sure it is that an e-mail or phone is its customer's: 1 a double opt-in, 2 an account that
-- works or says yes, or a subscriber who gets mail; who is in no row has only been typed.
with

consents as (

    select
        addresses.identifier_hash,
        1 as verification_rank

    from {{ ref('stg_email__consents') }} as statements

    inner join {{ ref('int_customer__addresses') }} as addresses
        on
            statements.channel = addresses.channel
            and statements.address = addresses.address

    where
        statements.opt_in_level = 'double'
        and statements.state = 'granted'
        and coalesce(statements.occurred_at < {{ as_of_end() }}, true)

),

records as (

    select
        'shop_customer:' || shop_customer_id as record_id,
        'email' as identifier_type

    from {{ ref('stg_shop__customers') }}

    where account_state = 'enabled' or email_optin

    union all

    select
        'subscriber:' || subscriber_id as record_id,
        case when channel = 'email' then 'email' else 'phone' end as identifier_type

    from {{ ref('stg_email__subscribers') }}

    where status = 'subscribed' and channel in ('email', 'sms', 'whatsapp')

),

known as (

    select
        identifiers.identifier_hash,
        2 as verification_rank

    from records

    inner join {{ ref('customer_identifiers') }} as identifiers
        on
            records.record_id = identifiers.record_id
            and records.identifier_type = identifiers.identifier_type

    union all

    select
        identifier_hash,
        verification_rank

    from consents

)

select
    identifier_hash,
    min(verification_rank) as verification_rank

from known

group by identifier_hash
