select
    cast(null as integer) as connection_id,
    cast(null as boolean) as has_crm,
    cast(null as boolean) as has_coupons,
    cast(null as boolean) as has_refunds,
    cast(null as boolean) as has_products,
    cast(null as boolean) as has_carts,
    cast(null as boolean) as has_web,
    cast(null as boolean) as has_email,
    cast(null as boolean) as has_consents,
    cast(null as boolean) as has_loyalty

where false
