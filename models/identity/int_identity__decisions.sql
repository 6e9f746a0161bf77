-- Enough weight joins two exact clusters, unless something forbids it. Where joining all would put
-- together what is forbidden, only links that are the best of both their ends are kept; what is
-- not joined waits for a person to look at it.
with

judged as (

    select * from {{ ref('int_identity__judged_links') }}

),

best_of_both as (

    select * from {{ ref('int_identity__best_links') }}

)

select
    judged.left_cluster,
    judged.right_cluster,
    judged.left_record_id,
    judged.right_record_id,
    judged.first_name_level,
    judged.last_name_level,
    judged.birth_date_level,
    judged.email_level,
    judged.phone_level,
    judged.address_level,
    judged.weight,
    judged.veto,
    case
        when judged.veto is not null then 'vetoed'
        when not judged.is_strong then 'review'
        when judged.has_conflict and best_of_both.left_cluster is null then 'review'
        else 'auto'
    end as decision,
    case
        when judged.veto is not null then judged.veto
        when not judged.is_strong then 'weak'
        when judged.has_conflict and best_of_both.left_cluster is null then 'conflict'
    end as reason

from judged

left join best_of_both
    on
        judged.left_cluster = best_of_both.left_cluster
        and judged.right_cluster = best_of_both.right_cluster
