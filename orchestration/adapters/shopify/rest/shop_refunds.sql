with

refunded_lines as (

    select
        line.source_file,
        line.source_line,
        line.loaded_at,
        line.id as refund_line_id,
        line.refund_id,
        line.order_line_id,
        line.quantity,
        shopify_refund_kind(line.restock_type) as kind,
        coalesce(
            cast(
                try_cast(line.subtotal as decimal(18, 4))
                + coalesce(try_cast(line.total_tax as decimal(18, 4)), 0) as varchar
            ),
            line.subtotal
        ) as amount

    from order_line_refund_rows as line

),

-- Shopify writes what went back beside the lines, as the shipping, below zero.
adjustments as (

    select
        adjustment.source_file,
        adjustment.source_line,
        adjustment.loaded_at,
        'adjustment-' || adjustment.id as refund_line_id,
        adjustment.refund_id,
        null as order_line_id,
        null as quantity,
        case when lower(adjustment.kind) = 'shipping_refund' then 'refund' else 'adjustment' end as kind,
        coalesce(
            cast(
                -(
                    try_cast(adjustment.amount as decimal(18, 4))
                    + coalesce(try_cast(adjustment.tax_amount as decimal(18, 4)), 0)
                ) as varchar
            ),
            adjustment.amount
        ) as amount

    from order_adjustment_rows as adjustment

),

parts as (

    select * from refunded_lines

    union all by name

    select * from adjustments

)

select
    parts.*,
    refund.order_id,
    coalesce(refund.processed_at, refund.created_at) as refunded_at

from parts

left join refund_now as refund on parts.refund_id = refund.id
