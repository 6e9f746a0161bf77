-- Lines have no id: they are numbered within their invoice, so that two files that hold the invoice agree.
with

lines as (

    select
        *,
        upper(trim(stockcode)) as article

    from invoice_lines_rows

    where invoice not like 'C%'

)

select
    source_file,
    source_line,
    loaded_at,
    invoice || '-' || row_number() over (partition by source_file, invoice order by source_line) as order_line_id,
    invoice as order_id,
    case
        when article in ('POST', 'DOT', 'C2') then 'shipping'
        when article in ('BANK CHARGES', 'AMAZONFEE', 'CRUK') then 'fee'
        when article like 'GIFT%' then 'gift_card'
        when article in ('M', 'D', 'S', 'B', 'ADJUST', 'ADJUST2', 'PADS') then 'adjustment'
        when article like 'TEST%' then 'service'
        else 'product'
    end as line_type,
    article as product_id,
    article as sku,
    trim(description) as title,
    quantity,
    price as unit_price,
    try_cast(quantity as decimal(9, 0)) * try_cast(price as decimal(18, 4)) as line_amount

from lines
