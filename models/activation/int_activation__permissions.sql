-- Allowed is what is left when no reason to withhold applies; the first that applies is given. A
-- suppressed address withholds only those who have no other to use.
with

channels as (select * from {{ ref('int_activation__channels') }}),

suppressions as (select * from {{ ref('int_activation__suppressions') }}),

addresses as (select * from {{ ref('int_activation__addresses') }}),

customers as (

    select
        customer_id,
        email,
        phone

    from {{ ref('customers') }}

),

customer_features as (

    select
        customer_id,
        age,
        email_consent,
        sms_consent,
        ads_consent

    from {{ ref('customer_features') }}

),

candidates as (

    select
        customer_features.customer_id,
        channels.channel,
        channels.address_channel,
        customer_features.age,
        case channels.address_channel when 'email' then customers.email else customers.phone end
            as surviving_address,
        case channels.channel
            when 'email' then customer_features.email_consent
            when 'sms' then customer_features.sms_consent
            when 'ads' then customer_features.ads_consent
        end as consent

    from customer_features

    inner join customers
        on customer_features.customer_id = customers.customer_id

    cross join channels

),

judged_candidates as (

    select
        candidates.customer_id,
        candidates.channel,
        addresses.address,
        addresses.identifier_hash,
        case
            when candidates.age < {{ var('minimum_age') }} then 'minor'
            when candidates.surviving_address is null then 'no_address'
            when addresses.address is null and suppressions.reason is not null
                then suppressions.reason
            when candidates.consent in ('withdrawn', 'refused', 'pending')
                then concat('consent_', candidates.consent)
            when coalesce(candidates.consent, 'none') <> 'granted' then 'no_consent'
            when addresses.address is null then 'no_consented_address'
            else 'allowed'
        end as reason

    from candidates

    left join suppressions
        on
            candidates.customer_id = suppressions.customer_id
            and candidates.address_channel = suppressions.channel

    left join addresses
        on
            candidates.customer_id = addresses.customer_id
            and candidates.channel = addresses.channel

)

select
    customer_id,
    channel,
    case when reason = 'allowed' then address end as address,
    case when reason = 'allowed' then identifier_hash end as identifier_hash,
    reason = 'allowed' as is_allowed,
    reason

from judged_candidates
