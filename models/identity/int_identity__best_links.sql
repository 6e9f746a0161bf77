-- Where evidence conflicts: the links that no end of theirs has a better one than.
with

judged as (

    select * from {{ ref('int_identity__judged_links') }}

    where is_strong and has_conflict

),

ends as (

    select
        left_cluster,
        right_cluster,
        left_cluster as exact_cluster,
        weight

    from judged

    union all

    select
        left_cluster,
        right_cluster,
        right_cluster as exact_cluster,
        weight

    from judged

),

ranked as (

    select
        left_cluster,
        right_cluster,
        row_number() over (
            partition by exact_cluster
            order by weight desc, left_cluster asc, right_cluster asc
        ) as end_rank

    from ends

)

select
    left_cluster,
    right_cluster

from ranked

where end_rank = 1

group by left_cluster, right_cluster

having count(*) = 2
