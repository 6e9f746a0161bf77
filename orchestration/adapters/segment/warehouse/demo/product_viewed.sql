select
    event_id as id,
    anonymous_id,
    occurred_at as timestamp,
    'product_viewed' as event,
    'Product Viewed' as event_text,
    product_id,
    category_path as category,
    value as price,
    currency

from web_events

where event_name = 'view_item'
