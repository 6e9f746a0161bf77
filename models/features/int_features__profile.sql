-- A source may say today what began after as_of: such days are not known yet.
with

customers as (

    select
        customer_id,
        upper(gender) as gender,
        country_code,
        language,
        customer_type,
        is_loyalty_member,
        loyalty_tier,
        loyalty_points,
        birth_date,
        case when signup_date <= {{ as_of() }} then signup_date end as signup_date,
        case when first_seen_date <= {{ as_of() }} then first_seen_date end as first_seen_date

    from {{ ref('customers') }}

    where not is_excluded

),

connections as (

    select has_loyalty from {{ ref('int_features__connections') }}

),

consents as (

    select
        customer_id,
        channel,
        purpose,
        state

    from {{ ref('consents') }}

),

-- The states in the order of the alphabet are in the order of severity: granted, pending, refused,
-- withdrawn. Ad matching has one state for the person, so the severest of any channel holds.
consent_states as (

    select
        customer_id,
        max(case when channel = 'email' and purpose = 'marketing' then state end) as email_consent,
        max(case when channel = 'sms' and purpose = 'marketing' then state end) as sms_consent,
        max(case when purpose = 'ads' then state end) as ads_consent

    from consents

    group by customer_id

)

select
    customers.customer_id,
    customers.gender,
    {{ full_years('customers.birth_date', as_of()) }} as age,
    customers.country_code,
    customers.language,
    customers.customer_type,
    coalesce(consent_states.email_consent, 'none') as email_consent,
    coalesce(consent_states.sms_consent, 'none') as sms_consent,
    coalesce(consent_states.ads_consent, 'none') as ads_consent,
    case when connections.has_loyalty then coalesce(customers.is_loyalty_member, false) end
        as is_loyalty_member,
    case when connections.has_loyalty then customers.loyalty_tier end as loyalty_tier,
    case when connections.has_loyalty then coalesce(customers.loyalty_points, 0) end
        as loyalty_points,
    customers.signup_date,
    customers.first_seen_date

from customers

cross join connections

left join consent_states
    on customers.customer_id = consent_states.customer_id
