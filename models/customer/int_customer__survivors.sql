-- First the value that survives, then the record that spells it best. Ties end with the record's
-- id, which two rebuilds have in common.
with

candidates as (

    select
        *,
        count(*) over (partition by customer_id, survives_with, candidate_key) as record_count,
        dense_rank() over (
            partition by customer_id, survives_with
            order by observed_at desc nulls last
        ) as recency_rank

    from {{ ref('int_customer__attribute_candidates') }}

),

scored as (

    select
        *,
        coalesce({{ survivorship_score('first_strategy') }}, 0) as first_score,
        coalesce({{ survivorship_score('second_strategy') }}, 0) as second_score,
        coalesce({{ survivorship_score('third_strategy') }}, 0) as third_score

    from candidates

),

ranked as (

    select
        *,
        row_number() over (
            partition by customer_id, survives_with
            order by
                first_score, second_score, third_score, priority, recency_rank, record_id
        ) as value_rank

    from scored

),

winners as (

    select * from ranked

    where value_rank = 1

)

select
    ranked.customer_id,
    ranked.record_id,
    ranked.survives_with,
    row_number() over (
        partition by ranked.customer_id, ranked.survives_with
        order by
            case when ranked.candidate_key = winners.candidate_key then 0 else 1 end,
            case
                when ranked.candidate_key = winners.candidate_key then ranked.spelling_faults
            end,
            ranked.value_rank
    ) as survivor_rank,
    case
        when ranked.candidate_key = winners.candidate_key then 'agrees'
        when ranked.first_score > winners.first_score then ranked.first_strategy
        when ranked.second_score > winners.second_score then ranked.second_strategy
        when ranked.third_score > winners.third_score then ranked.third_strategy
        when ranked.priority > winners.priority then 'source_priority'
        when ranked.recency_rank > winners.recency_rank then 'most_recent'
        else 'smallest_record_id'
    end as decided_by

from ranked

inner join winners
    on
        ranked.customer_id = winners.customer_id
        and ranked.survives_with = winners.survives_with
