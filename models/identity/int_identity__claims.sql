-- An id of the last publication goes where most of its records went. Of several ids that one
-- component claims, the oldest stays; of those of one day, the one with the most records.
with

clusters as (

    select * from {{ ref('int_identity__clusters') }}

),

previous_identities as (

    select * from {{ source('published', 'customer_identities') }}

),

shared_records as (

    select
        previous_identities.customer_id,
        clusters.cluster_id,
        count(*) as record_count,
        min(previous_identities.customer_since) as customer_since,
        row_number() over (
            partition by previous_identities.customer_id
            order by count(*) desc, min(clusters.record_id)
        ) as share_rank

    from previous_identities

    inner join clusters
        on previous_identities.record_id = clusters.record_id

    group by previous_identities.customer_id, clusters.cluster_id

)

select
    customer_id,
    cluster_id,
    record_count,
    customer_since,
    row_number() over (
        partition by cluster_id
        order by customer_since asc nulls last, record_count desc, customer_id asc
    ) as claim_rank

from shared_records

where share_rank = 1
