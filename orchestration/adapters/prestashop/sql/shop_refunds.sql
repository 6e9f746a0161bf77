with

returned as (

    select
        detail.*,
        parcel.id_order,
        parcel.state,
        parcel.question,
        coalesce(prestashop_time(parcel.date_upd), parcel.date_add) as returned_at

    from order_return_detail_rows as detail

    left join order_return_now as parcel on detail.id_order_return = parcel.id_order_return

),

-- Why a line came back; in state 4 the shop refused that it does.
returns as (

    select id_order_detail, max(question) as reason

    from returned where state is distinct from '4' group by id_order_detail

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
        case when returns.id_order_detail is not null then 'return' else 'refund' end as kind,
        detail.product_quantity as quantity,
        detail.amount_tax_incl as amount,
        returns.reason,
        slip.date_add as refunded_at

    from order_slip_detail_rows as detail

    left join order_slip_now as slip on detail.id_order_slip = slip.id_order_slip
    left join returns on detail.id_order_detail = returns.id_order_detail

),

-- What a slip pays back that is no line: the shipping, and all of it where its lines are not known.
refunded_besides as (

    select
        slip.source_file || case part.name when 'products' then '#products' else '' end as source_file,
        slip.source_line,
        slip.loaded_at,
        slip.id_order_slip || '-' || part.name as refund_line_id,
        slip.id_order_slip as refund_id,
        slip.id_order as order_id,
        'refund' as kind,
        case part.name when 'shipping' then slip.total_shipping_tax_incl else slip.total_products_tax_incl end as amount,
        slip.date_add as refunded_at,
        case when try_cast(amount as decimal(18, 4)) = 0 then 'no ' || part.name || ' refunded' end as not_used

    from order_slip_rows as slip
    cross join (values ('shipping'), ('products')) as part(name)

    where
        part.name = 'shipping'
        or slip.total_products_tax_incl is not null
        and slip.id_order_slip not in (select id_order_slip from order_slip_detail_now)

),

-- A line that came back and that no slip pays for: the goods are there again, no money is known to have moved.
returned_lines as (

    select
        source_file,
        source_line,
        loaded_at,
        'return-' || id_order_return || '-' || id_order_detail as refund_line_id,
        'return-' || id_order_return as refund_id,
        id_order as order_id,
        id_order_detail as order_line_id,
        'return' as kind,
        product_quantity as quantity,
        question as reason,
        returned_at as refunded_at,
        prestashop_return_not_used(state, id_order_detail in (select id_order_detail from order_slip_detail_now)) as not_used

    from returned

)

select * from refunded_lines
union all by name
select * from refunded_besides
union all by name
select * from returned_lines
