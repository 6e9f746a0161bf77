-- The surviving address is preferred, but only if it carries the grant itself: consent given for
-- one address says nothing about another of the same person. A suppressed address is no choice.
with

channels as (select * from {{ ref('int_activation__channels') }}),

customers as (

    select
        customer_id,
        email,
        phone

    from {{ ref('customers') }}

),

contactable_addresses as (

    select
        customer_id,
        channel,
        purpose,
        address,
        identifier_hash,
        granted_at

    from {{ ref('contactable_addresses') }}

),

suppressed_addresses as (

    select
        identifier_hash,
        channel

    from {{ ref('suppressed_addresses') }}

),

ranked_addresses as (

    select
        contactable_addresses.customer_id,
        channels.channel,
        contactable_addresses.address,
        contactable_addresses.identifier_hash,
        row_number() over (
            partition by contactable_addresses.customer_id, channels.channel
            order by
                {{ email_key('contactable_addresses.address') }}
                in ({{ email_key('customers.email') }}, customers.phone) desc nulls last,
                contactable_addresses.granted_at desc nulls last,
                contactable_addresses.identifier_hash asc
        ) as rank_of_address

    from contactable_addresses

    inner join channels
        on
            contactable_addresses.channel = channels.address_channel
            and contactable_addresses.purpose = channels.purpose

    inner join customers
        on contactable_addresses.customer_id = customers.customer_id

    left join suppressed_addresses
        on
            contactable_addresses.identifier_hash = suppressed_addresses.identifier_hash
            and contactable_addresses.channel = suppressed_addresses.channel

    where suppressed_addresses.identifier_hash is null

)

select
    customer_id,
    channel,
    address,
    identifier_hash

from ranked_addresses

where rank_of_address = 1
