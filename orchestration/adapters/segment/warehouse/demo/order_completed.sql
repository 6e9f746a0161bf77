select
    event_id as id,
    anonymous_id,
    occurred_at as timestamp,
    'order_completed' as event,
    'Order Completed' as event_text,
    order_id,
    value as total,
    currency

from web_events

where event_name = 'purchase'
