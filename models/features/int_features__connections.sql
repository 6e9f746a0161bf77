with

tables as (

    select
        source_table,
        is_connected

    from {{ ref('stg_landing__tables') }}

)

select
    1 as connection_id,
    coalesce(bool_or(is_connected and source_table = 'shop_order_discounts'), false) as has_coupons,
    coalesce(bool_or(is_connected and source_table = 'shop_products'), false) as has_products,
    coalesce(bool_or(is_connected and source_table = 'web_events'), false) as has_web,
    coalesce(bool_or(is_connected and source_table = 'msg_events'), false) as has_email

from tables
