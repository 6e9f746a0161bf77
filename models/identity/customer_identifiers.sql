with

identities as (

    select
        record_id,
        customer_id

    from {{ ref('customer_identities') }}

),

identifiers as (

    select * from {{ ref('int_identity__identifiers') }}

    where block_reason is null

)

select
    identifiers.record_id,
    identities.customer_id,
    identifiers.identifier_type,
    identifiers.identifier_value,
    identifiers.address,
    identifiers.identifier_hash

from identifiers

inner join identities
    on identifiers.record_id = identities.record_id
