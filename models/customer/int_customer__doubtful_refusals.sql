-- What staging could not read and may be a refusal is one, of all that it could concern: everything
-- that anybody was asked, where its own channel or purpose is unknown. An erased subscriber refused
-- everything too.
with

refusals as (

    select
        'refusals_set_aside:' || refusal_id as refusal_key,
        source_id,
        'subscriber:' || subscriber_id as record_id,
        channel,
        address,
        purpose,
        false as is_default,
        refused_at

    from {{ ref('stg_email__refusals_set_aside') }}

    union all

    select
        'erased:' || subscriber_id || ':' || channel as refusal_key,
        source_id,
        'subscriber:' || subscriber_id as record_id,
        null as channel,
        address,
        null as purpose,
        false as is_default,
        status_at as refused_at

    from {{ ref('stg_email__subscribers') }}

    where status = 'erased'

    union all

    select
        'refusals_set_aside:' || refusal_id as refusal_key,
        source_id,
        'shop_customer:' || shop_customer_id as record_id,
        'email' as channel,
        email as address,
        'marketing' as purpose,
        is_default,
        refused_at

    from {{ ref('stg_shop__refusals_set_aside') }}

),

asked as (

    select
        channel,
        purpose

    from {{ ref('int_customer__stated_consents') }}

    group by channel, purpose

)

select
    refusals.refusal_key || ':' || asked.channel || ':' || asked.purpose as statement_id,
    refusals.record_id,
    refusals.source_id,
    asked.channel,
    asked.purpose,
    refusals.address,
    case when refusals.is_default then 'refused' else 'withdrawn' end as state,
    refusals.is_default,
    refusals.refused_at as stated_at

from refusals

inner join asked
    on
        coalesce(refusals.channel, asked.channel) = asked.channel
        and coalesce(refusals.purpose, asked.purpose) = asked.purpose
