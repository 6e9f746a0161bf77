select
    cast(null as varchar) as message_event_id,
    cast(null as varchar) as channel,
    cast(null as varchar) as event_type,
    cast(null as varchar) as subscriber_id,
    cast(null as varchar) as address,
    cast(null as varchar) as campaign_id,
    cast(null as varchar) as message_id,
    cast(null as timestamp) as occurred_at,
    cast(null as varchar) as url,
    cast(null as boolean) as is_machine,
    cast(null as varchar) as bounce_reason,
    cast(null as varchar) as link_kind,
    cast(null as varchar) as source_id,
    cast(null as timestamp) as source_updated_at,
    cast(null as timestamp) as loaded_at

where false
