select
    order_id || '-C' as id_order_history,
    order_id as id_order,
    '6' as id_order_state,
    cancelled_at as date_add

from shop_orders

where cancelled_at is not null
