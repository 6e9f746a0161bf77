-- A household keeps its id while its oldest customer stays.
with

components as (

    select
        node as customer_id,
        component

    from {{ ref('int_customer__household_components') }}

),

customers as (

    select
        customer_id,
        customer_since

    from {{ ref('customers') }}

),

-- The strongest rule that a customer is in the household by.
rules as (

    select
        customer_id,
        max(case when rule = 'address_and_last_name' then 1 else 0 end) as has_name,
        max(case when rule = 'shared_landline' then 1 else 0 end) as has_landline

    from {{ ref('int_customer__household_links') }}

    group by customer_id

),

members as (

    select
        components.customer_id,
        components.component,
        count(*) over (partition by components.component) as member_count,
        row_number() over (
            partition by components.component
            order by customers.customer_since asc nulls last, components.customer_id asc
        ) as seniority

    from components

    inner join customers on components.customer_id = customers.customer_id

),

oldest as (

    select
        component,
        'h_' || cast({{ hash64("'household:' || customer_id") }} as string) as household_id

    from members

    where seniority = 1

)

select
    members.customer_id,
    oldest.household_id,
    case
        when rules.has_name = 1 then 'address_and_last_name'
        when rules.has_landline = 1 then 'shared_landline'
        else 'shared_address'
    end as rule,
    members.member_count

from members

inner join oldest on members.component = oldest.component

inner join rules on members.customer_id = rules.customer_id
