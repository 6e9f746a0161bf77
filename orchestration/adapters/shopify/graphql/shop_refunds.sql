with

-- The same refunded lines under an older and a newer name.
items as (

    select * from refund_line_item_rows

    union all by name

    select * from order_line_refund_rows

),

reasons as (

    select
        order_line_id,
        max(return_reason_note) as reason

    from return_line_item_now

    group by order_line_id

),

refunded_lines as (

    select
        items.source_file,
        items.source_line,
        items.loaded_at,
        items.id as refund_line_id,
        items.refund_id,
        refund.order_id,
        items.order_line_id,
        items.quantity,
        shopify_refund_kind(items.restock_type) as kind,
        try_cast(items.subtotal_set_shop_amount as decimal(18, 4))
        + coalesce(try_cast(items.total_tax_set_shop_amount as decimal(18, 4)), 0) as money,
        items.subtotal_set_shop_amount as written,
        reasons.reason,
        refund.created_at as refunded_at

    from items

    left join refund_now as refund on items.refund_id = refund.id

    left join reasons on items.order_line_id = reasons.order_line_id

),

of_lines as (

    select
        refund_id,
        sum(money) as money

    from (
        select *
        from refunded_lines
        qualify row_number() over (partition by refund_line_id order by loaded_at desc, source_line desc) = 1
    )

    group by refund_id

),

-- What went back beside the lines, as the shipping.
remainders as (

    select
        refund.source_file,
        refund.source_line,
        refund.loaded_at,
        'refund-' || refund.id as refund_line_id,
        refund.id as refund_id,
        refund.order_id,
        'refund' as kind,
        try_cast(refund.total_refunded_set_shop_amount as decimal(18, 4)) - coalesce(of_lines.money, 0) as money,
        refund.created_at as refunded_at

    from refund_rows as refund

    left join of_lines on refund.id = of_lines.refund_id

    where try_cast(refund.total_refunded_set_shop_amount as decimal(18, 4)) > coalesce(of_lines.money, 0)

)

select * exclude (money, written), coalesce(cast(money as varchar), written) as amount

from refunded_lines

union all by name

select * exclude (money), cast(money as varchar) as amount

from remainders
