-- Members and the channels their segment is meant for, judged once: those allowed become the
-- audience, all others the exclusions, so that the two always add up.
with

segment_channels as (select * from {{ ref('int_activation__segment_channels') }}),

permissions as (select * from {{ ref('int_activation__permissions') }}),

segment_members as (

    select
        segment,
        customer_id

    from {{ ref('segment_members') }}

),

customers as (

    select
        customer_id,
        customer_since

    from {{ ref('customers') }}

),

candidates as (

    select
        segment_channels.channel,
        segment_channels.segment,
        segment_members.customer_id,
        customers.customer_since,
        permissions.address,
        permissions.identifier_hash,
        case when segment_channels.is_withheld then 'sensitive_segment' else permissions.reason end
            as reason

    from segment_members

    inner join segment_channels
        on segment_members.segment = segment_channels.segment

    inner join permissions
        on
            segment_members.customer_id = permissions.customer_id
            and segment_channels.channel = permissions.channel

    inner join customers
        on segment_members.customer_id = customers.customer_id

),

-- Of customers who share an address, the one known longest keeps it.
ranked_candidates as (

    select
        channel,
        segment,
        customer_id,
        address,
        reason,
        row_number() over (
            partition by channel, segment, reason, identifier_hash
            order by customer_since asc nulls last, customer_id asc
        ) as rank_at_address

    from candidates

)

select
    channel,
    segment,
    customer_id,
    address,
    case when reason = 'allowed' and rank_at_address > 1 then 'duplicate_address' else reason end
        as reason

from ranked_candidates
