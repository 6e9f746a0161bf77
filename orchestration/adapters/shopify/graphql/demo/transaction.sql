select
    order_id || '-T' as id,
    order_id,
    total_amount as amount_set_shop_amount,
    coalesce(paid_at, ordered_at) as created_at,
    paid_at as processed_at,
    case payment_method
        when 'card' then 'shopify_payments'
        when 'instalments' then 'klarna'
        when 'transfer' then 'manual'
        else payment_method
    end as gateway,
    currency,
    case when paid_at is null then 'authorization' else 'sale' end as kind,
    'success' as status,
    source_updated_at as _fivetran_synced

from shop_orders
