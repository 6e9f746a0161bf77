-- Where each customer lives or lived: an address that survived or lost (a move), and a landline.
-- A pickup point or a post box is nobody's home.
with

customers as (

    select customer_id from {{ ref('customers') }}

),

addresses as (

    select * from {{ ref('int_customer__written_addresses') }}

),

places_of_no_home as (

    select * from {{ ref('places_of_no_home') }}

),

landlines as (

    select * from {{ ref('int_customer__landlines') }}

),

homes as (

    select
        customer_id,
        'address' as home_kind,
        {{ hash64("concat_ws('|', country_code, postal_code, replace(address_line, ' ', ''))") }}
            as home_hash,
        {{ regex_matches('address_line', '[0-9]') }} as has_number,
        is_current

    from addresses

    where
        postal_code is not null
        and address_line is not null
        and not exists (
            select 1 from places_of_no_home
            where addresses.address_line like '% ' || places_of_no_home.words || ' %'
        )

    union all

    select
        customer_id,
        'landline' as home_kind,
        identifier_hash as home_hash,
        true as has_number,
        true as is_current

    from landlines

)

select
    homes.customer_id,
    homes.home_kind,
    homes.home_hash,
    homes.has_number,
    max(case when homes.is_current then 1 else 0 end) = 1 as is_current

from homes

inner join customers on homes.customer_id = customers.customer_id

group by homes.customer_id, homes.home_kind, homes.home_hash, homes.has_number
