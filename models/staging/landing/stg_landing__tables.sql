select
    cast(null as varchar) as source_table,
    cast(null as boolean) as is_connected,
    cast(null as bigint) as row_count

where false
