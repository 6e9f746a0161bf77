-- Every customer is in exactly one stage, the one that customer_segments names, unless the stages
-- cannot be computed; then in none.
with

customer_segments as (

    select
        customer_id,
        lifecycle_stage

    from {{ ref('customer_segments') }}

),

stages as (

    select
        segment,
        status

    from {{ ref('segment_catalog') }}

    where family = 'lifecycle_stages'

),

stage_members as (

    select
        segment_members.customer_id,
        count(*) as stage_count,
        min(segment_members.segment) as lifecycle_stage

    from {{ ref('segment_members') }} as segment_members

    inner join stages
        on segment_members.segment = stages.segment

    group by segment_members.customer_id

),

computable as (

    select count(case when status = 'ok' then 1 end) > 0 as is_computable

    from stages

)

select
    customer_segments.customer_id,
    customer_segments.lifecycle_stage,
    stage_members.stage_count

from customer_segments

cross join computable

left join stage_members
    on customer_segments.customer_id = stage_members.customer_id

where
    (computable.is_computable and coalesce(stage_members.stage_count, 0) != 1)
    or customer_segments.lifecycle_stage is distinct from stage_members.lifecycle_stage
