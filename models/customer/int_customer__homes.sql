-- Where each customer lives or lived: an address that survived or lost (a move), and a landline.
-- A pickup point or a post box is nobody's home.
with

customers as (

    select customer_id from {{ ref('customers') }}

),

addresses as (

    select
        customer_id,
        record_id,
        max(case when attribute = 'country_code' then attribute_value end) as country_code,
        max(case when attribute = 'postal_code' then attribute_value end) as postal_code,
        max(case when attribute = 'address_line' then attribute_value end) as address_line

    from {{ ref('int_customer__attribute_values') }}

    where attribute in ('address_line', 'postal_code', 'country_code')

    group by customer_id, record_id

),

folded as (

    select
        customer_id,
        coalesce(country_code, '{{ var("default_country") }}') as country_code,
        {{ fold_name('postal_code') }} as postal_code,
        {{ fold_address('address_line') }} as address_line

    from addresses

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
        {{ regex_matches('address_line', '[0-9]') }} as has_number

    from folded

    where
        postal_code is not null
        and address_line is not null
        and not exists (
            select 1 from places_of_no_home
            where folded.address_line like '% ' || places_of_no_home.words || ' %'
        )

    union all

    select
        customer_id,
        'landline' as home_kind,
        identifier_hash as home_hash,
        true as has_number

    from landlines

)

select
    homes.customer_id,
    homes.home_kind,
    homes.home_hash,
    homes.has_number

from homes

inner join customers on homes.customer_id = customers.customer_id

group by homes.customer_id, homes.home_kind, homes.home_hash, homes.has_number
