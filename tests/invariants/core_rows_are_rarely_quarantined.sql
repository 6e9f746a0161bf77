-- A shop whose orders are in quarantine has no sales: that is a mistake, not a publication.
-- dbt_project.yml: vars: max_quarantine_share.
with

core_counts as (

    select
        source_table,
        source_id,
        sum(row_count) as row_count,
        sum(case when row_status = 'quarantined' then row_count else 0 end) as quarantined_count

    from {{ ref('staging_row_counts') }}

    where source_table in ('shop_customers', 'shop_orders', 'shop_order_lines')

    group by source_table, source_id

)

select
    source_table,
    source_id,
    row_count,
    quarantined_count

from core_counts

where quarantined_count > {{ var('max_quarantine_share') }} * row_count
