with

customers as (

    select * from {{ ref('customers') }}

    where not is_excluded

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
    upper(customers.gender) as gender,
    {{ full_years('customers.birth_date', as_of()) }} as age,
    customers.country_code,
    customers.language,
    customers.customer_type,
    coalesce(consent_states.email_consent, 'none') as email_consent,
    coalesce(consent_states.sms_consent, 'none') as sms_consent,
    coalesce(consent_states.ads_consent, 'none') as ads_consent,
    customers.is_loyalty_member,
    customers.loyalty_tier,
    case when customers.is_loyalty_member is not null then coalesce(customers.loyalty_points, 0) end
        as loyalty_points,
    customers.signup_date,
    customers.first_seen_date

from customers

left join consent_states
    on customers.customer_id = consent_states.customer_id
