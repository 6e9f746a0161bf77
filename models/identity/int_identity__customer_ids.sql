-- A component that claims no id of the last publication gets a new one, split from the id that
-- most of its records had. Should the new one be in use (its record left the data, came back, and
-- its old id stayed with somebody), the day makes another.
with

clusters as (

    select * from {{ ref('int_identity__clusters') }}

),

claims as (

    select * from {{ ref('int_identity__claims') }}

    where claim_rank = 1

),

previous_identities as (

    select * from {{ source('published', 'customer_identities') }}

),

used_ids as (

    select customer_id from previous_identities

    group by customer_id

),

origins as (

    select
        clusters.cluster_id,
        previous_identities.customer_id,
        row_number() over (
            partition by clusters.cluster_id
            order by count(previous_identities.customer_id) desc, previous_identities.customer_id
        ) as origin_rank

    from clusters

    left join previous_identities
        on clusters.record_id = previous_identities.record_id

    group by clusters.cluster_id, previous_identities.customer_id

),

new_ids as (

    select
        cluster_id,
        customer_id as previous_customer_id,
        {{ new_customer_id('cluster_id', 'customer_id') }} as customer_id,
        {{ new_customer_id('cluster_id', 'customer_id', as_of()) }} as customer_id_of_the_day

    from origins

    where origin_rank = 1

)

select
    new_ids.cluster_id,
    case
        when claims.customer_id is not null then claims.customer_id
        when used_ids.customer_id is null then new_ids.customer_id
        else new_ids.customer_id_of_the_day
    end as customer_id,
    case when claims.customer_id is null then new_ids.previous_customer_id end
        as split_from_customer_id,
    claims.customer_id is null as is_new,
    case when claims.customer_id is null then {{ as_of() }} else claims.customer_since end
        as customer_since

from new_ids

left join claims
    on new_ids.cluster_id = claims.cluster_id

left join used_ids
    on new_ids.customer_id = used_ids.customer_id
