with

-- Money goes back by a slip; a parcel that comes back says only why.
returned_lines as (

    select distinct id_order_detail from order_return_detail_now

),

refunded_lines as (

    select
        detail.source_file,
        detail.source_line,
        detail.loaded_at,
        detail.id_order_slip || '-' || detail.id_order_detail as refund_line_id,
        detail.id_order_slip as refund_id,
        slip.id_order as order_id,
        detail.id_order_detail as order_line_id,
        case when returned_lines.id_order_detail is not null then 'return' else 'refund' end as kind,
        detail.product_quantity as quantity,
        detail.amount_tax_incl as amount,
        slip.date_add as refunded_at,
        cast(null as varchar) as not_used

    from order_slip_detail_rows as detail

    left join order_slip_now as slip on detail.id_order_slip = slip.id_order_slip

    left join returned_lines on detail.id_order_detail = returned_lines.id_order_detail

),

refunded_shipping as (

    select
        source_file,
        source_line,
        loaded_at,
        id_order_slip || '-shipping' as refund_line_id,
        id_order_slip as refund_id,
        id_order as order_id,
        'refund' as kind,
        total_shipping_tax_incl as amount,
        date_add as refunded_at,
        case when try_cast(total_shipping_tax_incl as decimal(18, 4)) = 0 then 'no shipping refunded' end as not_used

    from order_slip_rows

)

select * from refunded_lines

union all by name

select * from refunded_shipping
