select
    id_order_state,
    paid,
    shipped,
    delivery

from (
    values ('2', '1', '0', '0'), ('5', '1', '1', '1'), ('6', '0', '0', '0'), ('7', '0', '0', '0'), ('10', '0', '0', '0')
) as states(id_order_state, paid, shipped, delivery)
