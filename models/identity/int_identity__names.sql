-- A single letter is no name, but an initial; M. is a title in French, and not even that.
with

records as (

    select
        record_id,
        birth_date,
        {{ fold_name('first_name') }} as first_name_key,
        {{ fold_name('last_name') }} as last_name_key

    from {{ ref('int_identity__records') }}

)

select
    record_id,
    case when length(first_name_key) > 1 then first_name_key end as first_name_key,
    case when first_name_key <> 'm' then left(first_name_key, 1) end as initial,
    case when length(last_name_key) > 1 then last_name_key end as last_name_key,
    birth_date

from records
