-- Each address that a record gives of a customer, folded for comparison.
with

written as (

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

survivors as (

    select
        customer_id,
        record_id

    from {{ ref('customer_attributes') }}

    where attribute = 'address_line'

)

select
    written.customer_id,
    written.record_id,
    coalesce(written.country_code, '{{ var("default_country") }}') as country_code,
    {{ fold_name('written.postal_code') }} as postal_code,
    {{ fold_address('written.address_line') }} as address_line,
    survivors.record_id is not null as is_current

from written

left join survivors
    on
        written.customer_id = survivors.customer_id
        and written.record_id = survivors.record_id
