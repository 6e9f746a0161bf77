-- Of a segment that cannot be computed today no membership can be known: it has no members, and
-- those it had have not left. Once computable again, it is compared with what was last published.
with

members as (

    select
        segment,
        customer_id

    from {{ ref('segment_members') }}

),

published_members as (

    select
        segment,
        customer_id

    from {{ ref('int_segments__published_members') }}

),

computable_segments as (

    select
        segment,
        previous_as_of

    from {{ ref('int_segments__statuses') }}

    where status = 'ok'

),

published_changes as (

    select
        as_of,
        segment,
        customer_id,
        change,
        previous_as_of

    from {{ source('published', 'segment_changes') }}

    where as_of < {{ as_of() }}

),

differences as (

    select
        coalesce(members.segment, published_members.segment) as segment,
        coalesce(members.customer_id, published_members.customer_id) as customer_id,
        case when members.customer_id is null then 'exited' else 'entered' end as change

    from members

    full outer join published_members
        on
            members.segment = published_members.segment
            and members.customer_id = published_members.customer_id

    where
        members.customer_id is null
        or published_members.customer_id is null

)

select
    as_of,
    segment,
    customer_id,
    change,
    previous_as_of

from published_changes

union all

select
    {{ as_of() }} as as_of,
    differences.segment,
    differences.customer_id,
    differences.change,
    computable_segments.previous_as_of

from differences

inner join computable_segments
    on differences.segment = computable_segments.segment
