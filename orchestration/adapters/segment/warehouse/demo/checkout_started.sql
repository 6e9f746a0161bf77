select
    event_id as id,
    anonymous_id,
    occurred_at as timestamp,
    'checkout_started' as event,
    'Checkout Started' as event_text,
    order_id,
    value as total,
    currency

from web_events

where event_name = 'begin_checkout'
