-- Of all the ways in which two exact clusters were written down, the pair most alike speaks for
-- them; the least alike may still forbid it: see int_identity__vetoes.
with

scores as (

    select
        *,
        row_number() over (
            partition by least(left_cluster, right_cluster), greatest(left_cluster, right_cluster)
            order by weight desc, left_profile_id asc, right_profile_id asc
        ) as pair_rank

    from {{ ref('int_identity__scores') }}

    where weight >= {{ var('identity_review_weight') }}

)

select
    least(left_cluster, right_cluster) as left_cluster,
    greatest(left_cluster, right_cluster) as right_cluster,
    left_profile_id as left_record_id,
    right_profile_id as right_record_id,
    first_name_level,
    last_name_level,
    birth_date_level,
    email_level,
    phone_level,
    address_level,
    weight

from scores

where pair_rank = 1
