-- An address may be used for a purpose if some source grants it and no source's last word about it
-- forbids it, whoever said so: two customers who share a mailbox share its refusals too. An
-- account's flag that was never touched (is_default) forbids nothing that another source grants.
-- A refusal counts from the moment it is known, after as_of too: who refused this morning is not
-- written to. Spellings of one mailbox (identifier_hash) are one address, written as in its newest grant.
with

statements as (

    select
        statement_id,
        customer_id,
        channel,
        purpose,
        address,
        identifier_hash,
        state,
        source_id,
        is_default,
        stated_at

    from {{ ref('int_customer__consent_statements') }}

    where address is not null

),

ranked_statements as (

    select
        customer_id,
        channel,
        purpose,
        address,
        identifier_hash,
        state,
        source_id,
        is_default,
        stated_at,
        row_number() over (
            partition by customer_id, channel, purpose, identifier_hash, source_id
            order by
                {{ consent_moment('stated_at', 'state') }} desc,
                {{ consent_severity('state') }} desc,
                statement_id asc
        ) as recency_rank

    from statements

),

last_words as (

    select
        customer_id,
        channel,
        purpose,
        address,
        identifier_hash,
        state,
        source_id,
        stated_at,
        count(case when state <> 'granted' and not is_default then 1 end) over (
            partition by channel, purpose, identifier_hash
        ) as withheld_count,
        row_number() over (
            partition by customer_id, channel, purpose, identifier_hash, state
            order by stated_at desc nulls last, source_id asc
        ) as rank_in_state

    from ranked_statements

    where recency_rank = 1

)

select
    customer_id,
    channel,
    purpose,
    address,
    identifier_hash,
    source_id,
    stated_at as granted_at

from last_words

where state = 'granted' and withheld_count = 0 and rank_in_state = 1
