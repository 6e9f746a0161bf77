select
    event_id as id,
    anonymous_id,
    occurred_at as timestamp,
    'product_added' as event,
    'Product Added' as event_text,
    product_id,
    category_path as category,
    value as price,
    currency

from web_events

where event_name = 'add_to_cart'
