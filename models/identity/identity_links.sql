select
    cast(null as varchar) as left_record_id,
    cast(null as varchar) as right_record_id,
    cast(null as varchar) as rule,
    cast(null as varchar) as identifier_type,
    cast(null as ubigint) as identifier_hash,
    cast(null as decimal(9,4)) as weight

where false
