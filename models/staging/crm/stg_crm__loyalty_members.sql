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
    where {{ same_row('rows_set_aside', 'loyalty_members') }}
)
