select
    lines.source_file,
    min(lines.source_line) as source_line,
    lines.loaded_at,
    lines.customer_id,
    min_by(country_names.country_code, lines.source_line) as country_code,
    'enabled' as account_state

from invoice_lines_rows as lines

left join country_names on lower(lines.country) = country_names.country

where lines.customer_id is not null

group by lines.source_file, lines.loaded_at, lines.customer_id
