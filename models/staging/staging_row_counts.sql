select
    cast(null as varchar) as source_table,
    cast(null as varchar) as source_id,
    cast(null as varchar) as row_status,
    cast(null as varchar) as reason_code,
    cast(null as bigint) as row_count

where false
