with

members as (

    select * from {{ ref('stg_crm__loyalty_members') }}

    where joined_at is null or joined_at < {{ as_of_end() }}

),

identities as (

    select
        record_id,
        customer_id

    from {{ ref('customer_identities') }}

),

ranked as (

    select
        identities.customer_id,
        members.tier,
        members.points_balance,
        row_number() over (
            partition by identities.customer_id
            order by members.joined_at desc nulls last, members.member_id asc
        ) as newest_rank

    from members

    inner join identities
        on 'loyalty_member:' || members.member_id = identities.record_id

)

select
    customer_id,
    max(case when newest_rank = 1 then tier end) as loyalty_tier,
    sum(points_balance) as loyalty_points

from ranked

group by customer_id
