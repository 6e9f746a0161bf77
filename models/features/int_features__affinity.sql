select
    cast(null as varchar) as customer_id,
    cast(null as decimal(18,4)) as n_items,
    cast(null as varchar) as top_category,
    cast(null as decimal(18,4)) as top_category_items,
    cast(null as decimal(9,6)) as top_category_share

where false
