select
    cast(null as varchar) as record_id,
    cast(null as varchar) as record_type,
    cast(null as varchar) as source_id,
    cast(null as varchar) as source_key,
    cast(null as varchar) as shop_customer_id,
    cast(null as varchar) as email,
    cast(null as varchar) as phone,
    cast(null as varchar) as first_name,
    cast(null as varchar) as last_name,
    cast(null as date) as birth_date,
    cast(null as varchar) as country_code,
    cast(null as timestamp) as first_seen_at

where false
