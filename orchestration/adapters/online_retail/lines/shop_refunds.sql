-- A credit note names no invoice: the latest earlier one of that customer with that article is taken.
-- Where there is none it keeps its own number, which no order has, and is quarantined.
with

lines as (

    select
        *,
        upper(trim(stockcode)) as article,
        row_number() over (partition by source_file, invoice order by source_line) as line_number

    from invoice_lines_rows

),

credited as (

    select
        credit.source_file,
        credit.source_line,
        credit.loaded_at,
        max_by(sale.invoice, (sale.invoicedate, sale.source_file, sale.source_line)) as invoice

    from lines as credit

    inner join lines as sale
        on
            credit.customer_id = sale.customer_id
            and credit.article = sale.article
            and sale.invoice not like 'C%'
            and sale.invoicedate <= credit.invoicedate

    where credit.invoice like 'C%'

    group by credit.source_file, credit.source_line, credit.loaded_at

)

select
    lines.source_file,
    lines.source_line,
    lines.loaded_at,
    lines.invoice || '-' || lines.line_number as refund_line_id,
    lines.invoice as refund_id,
    coalesce(credited.invoice, lines.invoice) as order_id,
    'return' as kind,
    -try_cast(lines.quantity as decimal(9, 0)) as quantity,
    -(try_cast(lines.quantity as decimal(9, 0)) * try_cast(lines.price as decimal(18, 4))) as amount,
    lines.invoicedate as refunded_at

from lines

left join credited
    on
        lines.source_file = credited.source_file
        and lines.source_line = credited.source_line
        and lines.loaded_at = credited.loaded_at

where lines.invoice like 'C%'
