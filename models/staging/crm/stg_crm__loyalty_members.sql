with

loyalty_members as (

    select * from {{ ref('base_crm__loyalty_members') }}

),

rows_set_aside as (

    select
        loaded_at,
        source_file,
        source_line

    from {{ ref('int_staging__rows_set_aside') }}

    where source_table = 'loyalty_members'

)

select
    member_id,
    programme,
    shop_customer_id,
    email,
    tier,
    points_balance,
    points_earned_total,
    joined_at,
    tier_expires_at,
    source_id,
    source_updated_at,
    loaded_at

from loyalty_members

where not exists (
    select 1 from rows_set_aside
    where
        rows_set_aside.loaded_at = loyalty_members.loaded_at
        and rows_set_aside.source_file = loyalty_members.source_file
        and rows_set_aside.source_line = loyalty_members.source_line
)
