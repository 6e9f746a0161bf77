-- An invoice is an order. Those that begin with C are credit notes; bad debts, which begin with A, stay
-- orders below zero, for staging to refuse.
with

amounts as (

    select
        *,
        try_cast(quantity as decimal(9, 0)) * try_cast(price as decimal(18, 4)) as amount

    from invoice_lines_rows

    where invoice not like 'C%'

)

select
    source_file,
    min(source_line) as source_line,
    loaded_at,
    invoice as order_id,
    max(customer_id) as customer_id,
    min(invoicedate) as ordered_at,
    'paid' as financial_status,
    'GBP' as currency,
    -- A line that cannot be read leaves its order without a total.
    case when count(*) = count(amount) then sum(amount) end as total_amount,
    'web' as channel

from amounts

group by source_file, loaded_at, invoice
