with

memberships as (

    select
        segment,
        customer_id

    from {{ ref('int_segments__memberships') }}

    where is_member

),

published_members as (

    select
        segment,
        customer_id,
        member_since

    from {{ ref('int_segments__published_members') }}

)

select
    memberships.segment,
    memberships.customer_id,
    {{ as_of() }} as as_of,
    coalesce(published_members.member_since, {{ as_of() }}) as member_since

from memberships

left join published_members
    on
        memberships.segment = published_members.segment
        and memberships.customer_id = published_members.customer_id
