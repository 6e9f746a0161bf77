with

candidates as (

    select
        channel,
        segment,
        customer_id,
        address

    from {{ ref('int_activation__candidates') }}

    where reason = 'allowed'

)

select
    channel,
    segment,
    customer_id,
    address,
    {{ as_of() }} as as_of

from candidates
