-- An address may be used for a purpose if some source grants it and no source's last word forbids
-- it, neither about the address, whoever said so (two customers who share a mailbox share its
-- refusals), nor from its customer about any other. An account's flag that was never touched
-- (is_default) forbids nothing that another source grants.
-- A refusal counts from the moment it is known, after as_of too: who refused this morning is not
-- written to. Spellings of one mailbox (identifier_hash) are one address, written as in its newest
-- grant.
with

ranked_statements as (

    select
        *,
        row_number() over (
            partition by
                customer_id, channel, purpose, identifier_hash, source_id, is_default
            order by
                {{ consent_moment('stated_at', 'state') }} desc,
                {{ consent_severity('state') }} desc,
                statement_id asc
        ) as recency_rank

    from {{ ref('int_customer__consent_statements') }}

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
        ) as refusals_of_address,
        count(case when state <> 'granted' and not is_default then 1 end) over (
            partition by customer_id, channel, purpose
        ) as refusals_of_customer,
        count(case when is_default then 1 end) over (
            partition by customer_id, channel, purpose, identifier_hash, source_id
        ) as defaults_of_source

    from ranked_statements

    where recency_rank = 1

),

grants as (

    select
        *,
        row_number() over (
            partition by customer_id, channel, purpose, identifier_hash
            order by stated_at desc nulls last, source_id asc
        ) as grant_rank

    from last_words

    where
        state = 'granted'
        and address is not null
        and refusals_of_address = 0
        and refusals_of_customer = 0
        and defaults_of_source = 0

)

select
    customer_id,
    channel,
    purpose,
    address,
    identifier_hash,
    source_id,
    stated_at as granted_at

from grants

where grant_rank = 1
