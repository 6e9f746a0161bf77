with

comparands as (

    select * from {{ ref('int_identity__comparands') }}

)

select
    exact_cluster,
    first_name_key,
    last_name_key,
    birth_date,
    side,
    is_listed_name,
    first_name_count

from comparands

group by
    exact_cluster,
    first_name_key,
    last_name_key,
    birth_date,
    side,
    is_listed_name,
    first_name_count
