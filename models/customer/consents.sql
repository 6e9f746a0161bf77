-- Each source's last word on each address, and of these the most restrictive. An account's flag
-- that was never touched (is_default) gives way to a permission that another source holds. What
-- was said after as_of is no part of that day; contactable_addresses hears it.
with

statements as (

    select
        *,
        {{ consent_severity('state') }} as severity,
        row_number() over (
            partition by
                customer_id, channel, purpose, source_id, identifier_hash, is_default
            order by
                {{ consent_moment('stated_at', 'state') }} desc,
                {{ consent_severity('state') }} desc,
                statement_id
        ) as recency_rank,
        count(*) over (partition by customer_id, channel, purpose) as statement_count

    from {{ ref('int_customer__consent_statements') }}

    where stated_at is null or stated_at < {{ as_of_end() }}

),

last_words as (

    select
        *,
        min(case when state = 'granted' then source_id end)
            over (partition by customer_id, channel, purpose)
            as first_granting_source,
        max(case when state = 'granted' then source_id end)
            over (partition by customer_id, channel, purpose)
            as last_granting_source

    from statements

    where recency_rank = 1

),

ranked as (

    select
        *,
        row_number() over (
            partition by customer_id, channel, purpose
            order by severity desc, stated_at desc nulls last, source_id asc, statement_id asc
        ) as severity_rank

    from last_words

    where
        not is_default
        or (
            coalesce(first_granting_source, source_id) = source_id
            and coalesce(last_granting_source, source_id) = source_id
        )

)

select
    customer_id,
    channel,
    purpose,
    state,
    stated_at as decided_at,
    source_id,
    statement_count

from ranked

where severity_rank = 1
