with

records as (

    select
        record_id,
        record_type,
        source_id,
        source_key,
        first_seen_at

    from {{ ref('int_identity__records') }}

),

clusters as (

    select * from {{ ref('int_identity__clusters') }}

),

customer_ids as (

    select * from {{ ref('int_identity__customer_ids') }}

)

select
    records.record_id,
    customer_ids.customer_id,
    records.record_type,
    records.source_id,
    records.source_key,
    records.first_seen_at,
    customer_ids.customer_since

from records

inner join clusters
    on records.record_id = clusters.record_id

inner join customer_ids
    on clusters.cluster_id = customer_ids.cluster_id
