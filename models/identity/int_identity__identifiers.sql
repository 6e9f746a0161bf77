select
    cast(null as varchar) as record_id,
    cast(null as varchar) as identifier_type,
    cast(null as varchar) as identifier_value,
    cast(null as ubigint) as identifier_hash,
    cast(null as varchar) as block_reason

where false
