-- Whom a statement concerns, on the safe side: the person it names; and, when it forbids,
-- everybody who uses the address. A permission that names only an address counts when one person
-- alone uses it.
with

named as (

    select * from {{ ref('int_customer__named_consents') }}

),

contact_points as (

    select * from {{ ref('int_customer__contact_points') }}

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
        contact_points.customer_id

    from named

    inner join contact_points
        on named.identifier_hash = contact_points.identifier_hash

    where
        named.state in ('withdrawn', 'refused')
        or (named.customer_id is null and contact_points.customer_count = 1)

)

select
    named.statement_id,
    concerned.customer_id,
    named.channel,
    named.purpose,
    named.address,
    named.state,
    named.source_id,
    named.is_default,
    named.stated_at

from named

inner join concerned
    on named.statement_id = concerned.statement_id
