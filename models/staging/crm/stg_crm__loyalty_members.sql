select
    cast(null as varchar) as member_id,
    cast(null as varchar) as programme,
    cast(null as varchar) as shop_customer_id,
    cast(null as varchar) as email,
    cast(null as varchar) as tier,
    cast(null as decimal(18,4)) as points_balance,
    cast(null as decimal(18,4)) as points_earned_total,
    cast(null as timestamp) as joined_at,
    cast(null as timestamp) as tier_expires_at,
    cast(null as varchar) as source_id,
    cast(null as timestamp) as source_updated_at,
    cast(null as timestamp) as loaded_at

where false
