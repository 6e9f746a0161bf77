with

customer_ids as (

    select * from {{ ref('int_identity__customer_ids') }}

),

cluster_sizes as (

    select
        cluster_id,
        count(*) as record_count

    from {{ ref('int_identity__clusters') }}

    group by cluster_id

),

claims as (

    select * from {{ ref('int_identity__claims') }}

),

previous_customers as (

    select
        customer_id,
        count(*) as record_count

    from {{ source('published', 'customer_identities') }}

    group by customer_id

),

events as (

    select
        customer_ids.customer_id,
        case when customer_ids.split_from_customer_id is null then 'created' else 'split' end
            as event,
        customer_ids.split_from_customer_id as other_customer_id,
        cluster_sizes.record_count

    from customer_ids

    inner join cluster_sizes
        on customer_ids.cluster_id = cluster_sizes.cluster_id

    where customer_ids.is_new

    union all

    select
        claims.customer_id,
        'merged' as event,
        customer_ids.customer_id as other_customer_id,
        claims.record_count

    from claims

    inner join customer_ids
        on claims.cluster_id = customer_ids.cluster_id

    where claims.claim_rank > 1

    union all

    select
        previous_customers.customer_id,
        'retired' as event,
        cast(null as string) as other_customer_id,
        previous_customers.record_count

    from previous_customers

    left join claims
        on previous_customers.customer_id = claims.customer_id

    where claims.customer_id is null

)

select
    {{ as_of() }} as as_of,
    customer_id,
    event,
    other_customer_id,
    record_count

from events
