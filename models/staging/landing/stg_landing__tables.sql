with

landed_files as (

    select
        source_table,
        sum(row_count) as row_count

    from {{ ref('stg_landing__files') }}

    group by source_table

),

loaded_tables as (

    select
        source_table,
        row_count

    from {{ source('raw', 'loaded_tables') }}

),

contract_tables as (

    select 'crm_contacts' as source_table
    union all
    select 'loyalty_members'
    union all
    select 'shop_customers'
    union all
    select 'shop_orders'
    union all
    select 'shop_order_lines'
    union all
    select 'shop_order_discounts'
    union all
    select 'shop_refunds'
    union all
    select 'shop_carts'
    union all
    select 'shop_products'
    union all
    select 'msg_subscribers'
    union all
    select 'msg_consents'
    union all
    select 'msg_campaigns'
    union all
    select 'msg_events'
    union all
    select 'web_events'

)

select
    contract_tables.source_table,
    coalesce(loaded_tables.source_table, landed_files.source_table) is not null as is_connected,
    -- A loader's rows take the place of those that landed as files.
    coalesce(loaded_tables.row_count, cast(landed_files.row_count as bigint), 0) as row_count

from contract_tables

left join loaded_tables on contract_tables.source_table = loaded_tables.source_table

left join landed_files on contract_tables.source_table = landed_files.source_table
