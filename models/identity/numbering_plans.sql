-- A national number is read by the country of whoever gave it, an international one by its own
-- code.
with

countries as (

    select * from {{ ref('country_calling_codes') }}

)

select
    country_code as plan_key,
    calling_code,
    trunk_prefix,
    minimum_length,
    maximum_length

from countries

union all

select
    '+' || calling_code as plan_key,
    calling_code,
    trunk_prefix,
    minimum_length,
    maximum_length

from countries

where is_main_country
