-- A phone is a landline where a mobile would begin otherwise.
with

phones as (

    select
        customer_id,
        identifier_value,
        identifier_hash

    from {{ ref('customer_identifiers') }}

    where identifier_type = 'phone'

    group by customer_id, identifier_value, identifier_hash

),

mobile_prefixes as (

    select * from {{ ref('mobile_prefixes') }}

)

select
    customer_id,
    identifier_hash

from phones

where
    exists (
        select 1 from mobile_prefixes
        where phones.identifier_value like mobile_prefixes.calling_code || '%'
    )
    and not exists (
        select 1 from mobile_prefixes
        where phones.identifier_value like mobile_prefixes.prefix || '%'
    )
