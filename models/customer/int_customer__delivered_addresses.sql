-- On every row that may speak of consent, readable or not.
with

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

    union all

    select
        'email' as channel,
        email as address

    from {{ ref('stg_shop__refusals_set_aside') }}

)

select
    channel,
    address

from delivered

where address is not null

group by channel, address
