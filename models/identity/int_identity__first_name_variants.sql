-- Both ways round: Bob is Robert, and Robert is Bob.
with

variants as (

    select * from {{ ref('first_name_variants') }}

)

select
    variant as one_name,
    first_name as other_name

from variants

union

select
    first_name as one_name,
    variant as other_name

from variants
