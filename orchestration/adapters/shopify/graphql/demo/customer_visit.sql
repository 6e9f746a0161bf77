select
    order_id || '-V' as id,
    order_id,
    landing_site as landing_page,
    ordered_at as occurred_at,
    referring_site as referrer_url

from shop_orders
