-- What the adapters of several vendors need.

-- The code of a country by its name, as `country_names` has it; a code, and what is unknown, is passed on.
create or replace temp macro country_code(name) as (
    coalesce((select country_code from country_names where country = lower(trim(name))), name)
);
