select
    refund_line_id as id,
    order_line_id,
    quantity,
    refund_id,
    kind = 'return' as restocked,
    case when kind = 'return' then 'return' else 'no_restock' end as restock_type,
    -- Shopify parts the tax from what the line cost.
    coalesce(cast(try_cast(amount as decimal(18, 2)) - tax as varchar), amount) as subtotal_set_shop_amount,
    tax as total_tax_set_shop_amount

from (
    select
        *,
        cast(try_cast(amount as decimal(18, 2)) / 6 as decimal(18, 2)) as tax
    from shop_refunds
    where order_line_id is not null
)
