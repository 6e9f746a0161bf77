select
    cast(null as varchar) as record_id,
    cast(null as varchar) as cluster_id

where false
