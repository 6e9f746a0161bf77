with

record_numbers as (

    select * from {{ ref('int_identity__record_numbers') }}

),

components as (

    select * from {{ ref('int_identity__components') }}

)

select
    record_numbers.record_id,
    coalesce(smallest_records.record_id, record_numbers.record_id) as cluster_id

from record_numbers

left join components
    on record_numbers.node = components.node

left join record_numbers as smallest_records
    on components.component = smallest_records.node
