-- Nothing is dropped silently: each raw row has one fate, and the kept ones are what staging shows.
with

raw_rows as (

    select 'crm_contacts' as source_table from {{ source('raw', 'crm_contacts') }}
    union all
    select 'crm_companies' as source_table from {{ source('raw', 'crm_companies') }}
    union all
    select 'loyalty_members' as source_table from {{ source('raw', 'loyalty_members') }}
    union all
    select 'shop_customers' as source_table from {{ source('raw', 'shop_customers') }}
    union all
    select 'shop_orders' as source_table from {{ source('raw', 'shop_orders') }}
    union all
    select 'shop_order_lines' as source_table from {{ source('raw', 'shop_order_lines') }}
    union all
    select 'shop_order_discounts' as source_table from {{ source('raw', 'shop_order_discounts') }}
    union all
    select 'shop_refunds' as source_table from {{ source('raw', 'shop_refunds') }}
    union all
    select 'shop_carts' as source_table from {{ source('raw', 'shop_carts') }}
    union all
    select 'shop_products' as source_table from {{ source('raw', 'shop_products') }}
    union all
    select 'msg_subscribers' as source_table from {{ source('raw', 'msg_subscribers') }}
    union all
    select 'msg_consents' as source_table from {{ source('raw', 'msg_consents') }}
    union all
    select 'msg_campaigns' as source_table from {{ source('raw', 'msg_campaigns') }}
    union all
    select 'msg_events' as source_table from {{ source('raw', 'msg_events') }}
    union all
    select 'web_events' as source_table from {{ source('raw', 'web_events') }}

),

staged_rows as (

    select 'crm_contacts' as source_table from {{ ref('stg_crm__contacts') }}
    union all
    select 'crm_companies' as source_table from {{ ref('stg_crm__companies') }}
    union all
    select 'loyalty_members' as source_table from {{ ref('stg_crm__loyalty_members') }}
    union all
    select 'shop_customers' as source_table from {{ ref('stg_shop__customers') }}
    union all
    select 'shop_orders' as source_table from {{ ref('stg_shop__orders') }}
    union all
    select 'shop_order_lines' as source_table from {{ ref('stg_shop__order_lines') }}
    union all
    select 'shop_order_discounts' as source_table from {{ ref('stg_shop__order_discounts') }}
    union all
    select 'shop_refunds' as source_table from {{ ref('stg_shop__refunds') }}
    union all
    select 'shop_carts' as source_table from {{ ref('stg_shop__carts') }}
    union all
    select 'shop_products' as source_table from {{ ref('stg_shop__products') }}
    union all
    select 'msg_subscribers' as source_table from {{ ref('stg_email__subscribers') }}
    union all
    select 'msg_consents' as source_table from {{ ref('stg_email__consents') }}
    union all
    select 'msg_campaigns' as source_table from {{ ref('stg_email__campaigns') }}
    union all
    select 'msg_events' as source_table from {{ ref('stg_email__message_events') }}
    union all
    select 'web_events' as source_table from {{ ref('stg_web__events') }}

),

raw_counts as (

    select
        source_table,
        count(*) as row_count

    from raw_rows

    group by source_table

),

staged_counts as (

    select
        source_table,
        count(*) as row_count

    from staged_rows

    group by source_table

),

fate_counts as (

    select
        source_table,
        sum(row_count) as row_count,
        sum(case when row_status = 'kept' then row_count else 0 end) as kept_count

    from {{ ref('staging_row_counts') }}

    group by source_table

)

select
    raw_counts.source_table,
    raw_counts.row_count as raw_count,
    fate_counts.row_count as fate_count,
    fate_counts.kept_count,
    staged_counts.row_count as staged_count

from raw_counts

full join fate_counts on raw_counts.source_table = fate_counts.source_table

full join staged_counts on raw_counts.source_table = staged_counts.source_table

where
    coalesce(raw_counts.row_count, 0) <> coalesce(fate_counts.row_count, 0)
    or coalesce(staged_counts.row_count, 0) <> coalesce(fate_counts.kept_count, 0)
