select
    cast(null as varchar) as customer_id,
    cast(null as varchar) as attribute,
    cast(null as varchar) as attribute_value,
    cast(null as varchar) as record_id,
    cast(null as varchar) as source_id,
    cast(null as timestamp) as observed_at,
    cast(null as bigint) as value_count

where false
