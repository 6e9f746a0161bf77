-- An address may be used for a purpose only if nobody's last word about it, in any source, is
-- other than a grant: two customers who share a mailbox share its refusals too.
with

statements as (

    select
        statement_id,
        customer_id,
        channel,
        purpose,
        address,
        coalesce(state = 'granted', false) as is_granted,
        source_id,
        stated_at

    from {{ ref('int_customer__consent_statements') }}

    where
        address is not null
        and (stated_at is null or stated_at < {{ as_of_end() }})

),

-- A refusal without a date may be the newest, so it goes first; at one instant it goes first too.
ranked_statements as (

    select
        customer_id,
        channel,
        purpose,
        address,
        is_granted,
        source_id,
        stated_at,
        row_number() over (
            partition by customer_id, channel, purpose, address, source_id
            order by
                stated_at is null and not is_granted desc,
                stated_at desc nulls last,
                is_granted asc,
                statement_id asc
        ) as rank_in_source

    from statements

),

last_statements as (

    select
        customer_id,
        channel,
        purpose,
        address,
        source_id,
        stated_at,
        count(case when not is_granted then 1 end) over (
            partition by channel, purpose, address
        ) as withheld_count,
        row_number() over (
            partition by customer_id, channel, purpose, address
            order by stated_at desc nulls last, source_id asc
        ) as rank_of_source

    from ranked_statements

    where rank_in_source = 1

)

select
    customer_id,
    channel,
    purpose,
    address,
    source_id,
    stated_at as granted_at

from last_statements

where withheld_count = 0 and rank_of_source = 1 and customer_id is not null
