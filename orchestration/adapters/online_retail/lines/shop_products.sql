-- As each article was last sold; postage, fees and other service codes are none.
select
    source_file,
    source_line,
    loaded_at,
    upper(trim(stockcode)) as product_id,
    upper(trim(stockcode)) as sku,
    trim(description) as title,
    price

from invoice_lines_rows

where
    invoice not like 'C%'
    and try_cast(price as decimal(18, 4)) > 0
    and not regexp_full_match(
        upper(trim(stockcode)), 'POST|DOT|C2|BANK CHARGES|AMAZONFEE|CRUK|GIFT.*|M|D|S|B|ADJUST2?|PADS|TEST.*'
    )

qualify row_number() over (
    partition by upper(trim(stockcode)) order by invoicedate desc, source_file desc, source_line desc
) = 1
