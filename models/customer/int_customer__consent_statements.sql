-- Whom a statement concerns, on the safe side: the person it names; and, when it forbids,
-- everybody who uses the address, or for whom somebody named it, were it an address that is
-- nobody's key (a role, a relay). A permission that names only an address counts when one person
-- alone uses it.
with

named as (

    select * from {{ ref('int_customer__named_consents') }}

),

contact_points as (

    select * from {{ ref('int_customer__contact_points') }}

),

users as (

    select
        identifier_hash,
        customer_id

    from contact_points

    union

    select
        identifier_hash,
        customer_id

    from named

    where customer_id is not null

),

concerned as (

    select
        statement_id,
        customer_id

    from named

    where customer_id is not null

    union

    select
        named.statement_id,
        users.customer_id

    from named

    inner join users
        on named.identifier_hash = users.identifier_hash

    where named.state in ('withdrawn', 'refused')

    union

    select
        named.statement_id,
        contact_points.customer_id

    from named

    inner join contact_points
        on named.identifier_hash = contact_points.identifier_hash

    where named.customer_id is null and contact_points.customer_count = 1

)

select
    named.statement_id,
    concerned.customer_id,
    named.channel,
    named.purpose,
    named.address,
    named.identifier_hash,
    named.state,
    named.source_id,
    named.is_default,
    named.stated_at

from named

inner join concerned
    on named.statement_id = concerned.statement_id
