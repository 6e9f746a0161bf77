select
    cast(null as varchar) as message_event_id,
    cast(null as varchar) as customer_id,
    cast(null as varchar) as campaign_id,
    cast(null as varchar) as channel,
    cast(null as varchar) as event_type,
    cast(null as varchar) as link_kind,
    cast(null as boolean) as is_machine,
    cast(null as date) as event_date,
    cast(null as timestamp) as occurred_at

where false
