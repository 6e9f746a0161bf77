-- What the tools and the shop call an address, read as identity reads it: the clean form is what
-- to write to, the hash says which addresses are one.
with

numbering_plans as (select * from {{ ref('numbering_plans') }}),

delivered as (

    select
        channel,
        address

    from {{ ref('stg_email__known_addresses') }}

    union all

    select
        channel,
        address

    from {{ ref('stg_email__refusals_set_aside') }}

    union all

    select
        channel,
        address

    from {{ ref('stg_email__subscribers') }}

    union all

    select
        channel,
        address

    from {{ ref('stg_email__consents') }}

    union all

    select
        channel,
        address

    from {{ ref('stg_email__message_events') }}

    union all

    select
        'email' as channel,
        email as address

    from {{ ref('stg_shop__customers') }}

),

addresses as (

    select
        channel,
        address,
        case when channel in ('sms', 'whatsapp') then {{ phone_digits('address') }} end as digits

    from delivered

    where address is not null and channel in ('email', 'sms', 'whatsapp')

    group by channel, address

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
