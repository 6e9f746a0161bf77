select
    cast(null as date) as as_of,
    cast(null as varchar) as segment,
    cast(null as bigint) as member_count,
    cast(null as bigint) as entered_count,
    cast(null as bigint) as exited_count,
    cast(null as decimal(18,4)) as revenue,
    cast(null as decimal(18,4)) as revenue_12m,
    cast(null as bigint) as reachable_email,
    cast(null as bigint) as reachable_sms,
    cast(null as bigint) as reachable_ads

where false
