with

identifiers as (

    select
        customer_id,
        identifier_type,
        identifier_value,
        identifier_hash

    from {{ ref('customer_identifiers') }}

    group by customer_id, identifier_type, identifier_value, identifier_hash

)

select
    identifier_hash,
    customer_id,
    identifier_type,
    identifier_value,
    count(*) over (partition by identifier_hash) as customer_count

from identifiers
