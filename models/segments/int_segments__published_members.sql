-- The members as the last publication before the day left them, rebuilt from its changes: a day
-- that is built again does not see what it published itself.
with

published_changes as (

    select
        segment,
        customer_id,
        as_of,
        change,
        row_number() over (
            partition by segment, customer_id
            order by as_of desc
        ) as nth_newest

    from {{ source('published', 'segment_changes') }}

    where as_of < {{ as_of() }}

)

select
    segment,
    customer_id,
    as_of as member_since

from published_changes

where
    nth_newest = 1
    and change = 'entered'
