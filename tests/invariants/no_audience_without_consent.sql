-- Written from the statements alone, apart from the models that decide. Returns every audience row
-- of a person whose consent does not hold for the channel, or whose own words about that very
-- address hold no grant, or end in anything else.
{{ config(group='customer') }}

with

consenting_people as (

    select
        customer_id,
        channel

    from {{ ref('consents') }}

    where purpose = 'marketing' and state = 'granted'

    union all

    select
        customer_id,
        'ads' as channel

    from {{ ref('consents') }}

    where purpose = 'ads'

    group by customer_id

    having count(*) = count(case when state = 'granted' then 1 end)

),

granted_addresses as (

    select
        customer_id,
        identifier_hash,
        case when purpose = 'ads' then 'ads' else channel end as channel

    from {{ ref('int_customer__consent_statements') }}

    where not is_default and (purpose = 'marketing' or (purpose = 'ads' and channel = 'email'))

    group by customer_id, identifier_hash, case when purpose = 'ads' then 'ads' else channel end

    having
        count(case when state = 'granted' then 1 end) > 0
        and count(case when state in ('withdrawn', 'refused') and stated_at is null then 1 end) = 0
        and (
            max(case when state <> 'granted' then stated_at end) is null
            or max(case when state <> 'granted' then stated_at end)
            < max(case when state = 'granted' then stated_at end)
        )

)

select
    audience_members.channel,
    audience_members.segment,
    audience_members.customer_id

from {{ ref('audience_members') }}

left join consenting_people
    on
        audience_members.customer_id = consenting_people.customer_id
        and audience_members.channel = consenting_people.channel

left join granted_addresses
    on
        audience_members.customer_id = granted_addresses.customer_id
        and audience_members.channel = granted_addresses.channel
        and granted_addresses.identifier_hash = {{ hash64(
            "case audience_members.channel when 'sms' then 'phone:' else 'email:' end || "
            ~ email_key('audience_members.address')
        ) }}

where consenting_people.customer_id is null or granted_addresses.customer_id is null
