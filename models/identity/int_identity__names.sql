select
    cast(null as varchar) as record_id,
    cast(null as varchar) as first_name_key,
    cast(null as varchar) as last_name_key,
    cast(null as date) as birth_date

where false
