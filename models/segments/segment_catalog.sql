select
    cast(null as varchar) as segment,
    cast(null as varchar) as label_en,
    cast(null as varchar) as label_fr,
    cast(null as varchar) as description,
    cast(null as varchar) as family,
    cast(null as varchar) as owner,
    cast(null as varchar) as objective,
    cast(null as varchar) as kpi,
    cast(null as varchar) as channels,
    cast(null as varchar) as sensitivity,
    cast(null as varchar) as sources,
    cast(null as varchar) as request,
    cast(null as varchar) as rule,
    cast(null as varchar) as rule_hash,
    cast(null as varchar) as status,
    cast(null as varchar) as missing_sources,
    cast(null as bigint) as member_count,
    cast(null as bigint) as unknown_count

where false
