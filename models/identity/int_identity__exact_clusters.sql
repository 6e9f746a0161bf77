with

record_numbers as (

    select * from {{ ref('int_identity__record_numbers') }}

),

components as (

    select * from {{ ref('int_identity__exact_components') }}

)

select
    record_numbers.record_id,
    coalesce(components.component, record_numbers.node) as exact_cluster

from record_numbers

left join components
    on record_numbers.node = components.node
