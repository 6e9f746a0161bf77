-- Nothing is dropped silently: each raw row has one fate, and the kept ones are what staging shows.
with

raw_rows as (

    select 'crm_contacts' as source_table, count(*) as row_count from {{ source('raw', 'crm_contacts') }}
    union all
    select 'loyalty_members' as source_table, count(*) as row_count from {{ source('raw', 'loyalty_members') }}
    union all
    select 'shop_customers' as source_table, count(*) as row_count from {{ source('raw', 'shop_customers') }}
    union all
    select 'shop_orders' as source_table, count(*) as row_count from {{ source('raw', 'shop_orders') }}
    union all
    select 'shop_order_lines' as source_table, count(*) as row_count from {{ source('raw', 'shop_order_lines') }}
    union all
    select 'shop_order_discounts' as source_table, count(*) as row_count from {{ source('raw', 'shop_order_discounts') }}
    union all
    select 'shop_refunds' as source_table, count(*) as row_count from {{ source('raw', 'shop_refunds') }}
    union all
    select 'shop_carts' as source_table, count(*) as row_count from {{ source('raw', 'shop_carts') }}
    union all
    select 'shop_products' as source_table, count(*) as row_count from {{ source('raw', 'shop_products') }}
    union all
    select 'msg_subscribers' as source_table, count(*) as row_count from {{ source('raw', 'msg_subscribers') }}
    union all
    select 'msg_consents' as source_table, count(*) as row_count from {{ source('raw', 'msg_consents') }}
    union all
    select 'msg_campaigns' as source_table, count(*) as row_count from {{ source('raw', 'msg_campaigns') }}
    union all
    select 'msg_events' as source_table, count(*) as row_count from {{ source('raw', 'msg_events') }}
    union all
    select 'web_events' as source_table, count(*) as row_count from {{ source('raw', 'web_events') }}

),

staged_rows as (

    select 'crm_contacts' as source_table, count(*) as row_count from {{ ref('stg_crm__contacts') }}
    union all
    select 'loyalty_members' as source_table, count(*) as row_count from {{ ref('stg_crm__loyalty_members') }}
    union all
    select 'shop_customers' as source_table, count(*) as row_count from {{ ref('stg_shop__customers') }}
    union all
    select 'shop_orders' as source_table, count(*) as row_count from {{ ref('stg_shop__orders') }}
    union all
    select 'shop_order_lines' as source_table, count(*) as row_count from {{ ref('stg_shop__order_lines') }}
    union all
    select 'shop_order_discounts' as source_table, count(*) as row_count from {{ ref('stg_shop__order_discounts') }}
    union all
    select 'shop_refunds' as source_table, count(*) as row_count from {{ ref('stg_shop__refunds') }}
    union all
    select 'shop_carts' as source_table, count(*) as row_count from {{ ref('stg_shop__carts') }}
    union all
    select 'shop_products' as source_table, count(*) as row_count from {{ ref('stg_shop__products') }}
    union all
    select 'msg_subscribers' as source_table, count(*) as row_count from {{ ref('stg_email__subscribers') }}
    union all
    select 'msg_consents' as source_table, count(*) as row_count from {{ ref('stg_email__consents') }}
    union all
    select 'msg_campaigns' as source_table, count(*) as row_count from {{ ref('stg_email__campaigns') }}
    union all
    select 'msg_events' as source_table, count(*) as row_count from {{ ref('stg_email__message_events') }}
    union all
    select 'web_events' as source_table, count(*) as row_count from {{ ref('stg_web__events') }}

),

counted_rows as (

    select
        source_table,
        sum(row_count) as row_count,
        sum(case when row_status = 'kept' then row_count else 0 end) as kept_count

    from {{ ref('staging_row_counts') }}

    group by source_table

)

select
    raw_rows.source_table,
    raw_rows.row_count as raw_count,
    counted_rows.row_count as counted,
    counted_rows.kept_count,
    staged_rows.row_count as staged_count

from raw_rows

inner join staged_rows on raw_rows.source_table = staged_rows.source_table

left join counted_rows on raw_rows.source_table = counted_rows.source_table

where
    raw_rows.row_count <> coalesce(counted_rows.row_count, 0)
    or staged_rows.row_count <> coalesce(counted_rows.kept_count, 0)
