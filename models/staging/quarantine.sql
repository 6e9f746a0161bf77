select
    cast(null as varchar) as quarantine_id,
    cast(null as varchar) as source_table,
    cast(null as varchar) as source_id,
    cast(null as varchar) as source_file,
    cast(null as bigint) as source_line,
    cast(null as varchar) as record_key,
    cast(null as varchar) as reason_code,
    cast(null as varchar) as reason,
    cast(null as timestamp) as loaded_at

where false
