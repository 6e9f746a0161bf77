-- Each customer of a household linked to the smallest of them. Of an office, a forwarder or a call
-- centre, known by the number of its last names, nobody is. Where few last names live now all are
-- one household, whatever they are called; elsewhere, and by a phone, only those of one name.
with

homes as (

    select * from {{ ref('int_customer__homes') }}

),

last_names as (

    select * from {{ ref('int_customer__last_names') }}

),

places as (

    select
        homes.home_hash,
        count(distinct case when last_names.is_survivor then last_names.last_name end)
            as name_count

    from homes

    left join last_names on homes.customer_id = last_names.customer_id

    group by homes.home_hash

    having
        count(distinct case when last_names.is_survivor then last_names.last_name end)
        <= {{ var("max_names_per_address") }}

),

shared as (

    select
        homes.customer_id,
        homes.home_hash,
        last_names.last_name,
        case
            when homes.home_kind = 'landline' then 'shared_landline' else 'address_and_last_name'
        end as rule

    from homes

    inner join places on homes.home_hash = places.home_hash

    inner join last_names on homes.customer_id = last_names.customer_id

    union all

    select
        homes.customer_id,
        homes.home_hash,
        '' as last_name,
        'shared_address' as rule

    from homes

    inner join places on homes.home_hash = places.home_hash

    where
        homes.home_kind = 'address'
        and homes.has_number
        and homes.is_current
        and places.name_count <= {{ var("max_names_per_home") }}

),

linked as (

    select
        rule,
        customer_id,
        min(customer_id) over same_home as first_customer_id,
        max(customer_id) over same_home as last_customer_id

    from shared

    window same_home as (partition by home_hash, last_name)

)

select
    rule,
    customer_id,
    first_customer_id

from linked

where first_customer_id <> last_customer_id

group by rule, customer_id, first_customer_id
