-- What the tools and the shop call an address, read as identity reads it: the clean form is what
-- to write to, the hash says which addresses are one.
with

numbering_plans as (select * from {{ ref('numbering_plans') }}),

addresses as (

    select
        channel,
        address,
        case when channel in ('sms', 'whatsapp') then {{ phone_digits('address') }} end as digits

    from {{ ref('int_customer__delivered_addresses') }}

    where channel in ('email', 'sms', 'whatsapp')

),

normalised as (

    select
        addresses.channel,
        addresses.address,
        case when addresses.channel = 'email' then 'email' else 'phone' end as identifier_type,
        case
            when addresses.channel = 'email' then {{ clean_email('addresses.address') }}
            else {{ normalise_phone('addresses.digits', 'numbering_plans') }}
        end as clean_address

    from addresses

    left join numbering_plans
        on
            {{ numbering_plan_key('addresses.digits', "'" ~ var('default_country') ~ "'") }}
            = numbering_plans.plan_key

)

select
    channel,
    address,
    clean_address,
    {{ hash64("identifier_type || ':' || " ~ email_key('clean_address')) }} as identifier_hash

from normalised

where clean_address is not null
