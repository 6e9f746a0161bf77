-- To the cent: the shop's revenue, read straight from the raw rows, is what customers bought and
-- what is attached to nobody. Rows in quarantine are on neither side: they are listed one by one.
with

quarantine as (

    select
        source_table,
        source_file,
        source_line,
        loaded_at

    from {{ ref('quarantine') }}

),

raw_orders as (

    select
        source_file,
        source_line,
        loaded_at,
        {{ source_key('order_id') }} as order_id,
        {{ parse_timestamp('source_updated_at') }} as source_updated_at,
        {{ parse_decimal('total_amount') }} as total_amount,
        coalesce({{ parse_decimal('fx_rate', 'decimal(18,8)') }}, 1) as rate,
        coalesce({{ parse_boolean('is_deleted') }}, false) as is_deleted,
        coalesce({{ parse_boolean('is_valid_sale') }}, true)
        and not coalesce({{ parse_boolean('is_test') }}, false)
        and coalesce({{ parse_lower('financial_status') }}, '') <> 'voided'
        and coalesce({{ parse_timestamp('cancelled_at') }} >= {{ as_of_end() }}, true)
            as is_valid_sale

    from {{ source('raw', 'shop_orders') }}

),

raw_refunds as (

    select
        source_file,
        source_line,
        loaded_at,
        {{ source_key('refund_line_id') }} as refund_line_id,
        {{ source_key('order_id') }} as order_id,
        {{ parse_timestamp('source_updated_at') }} as source_updated_at,
        {{ parse_decimal('amount') }} as amount,
        {{ parse_timestamp('refunded_at') }} as refunded_at,
        coalesce({{ parse_boolean('is_deleted') }}, false) as is_deleted

    from {{ source('raw', 'shop_refunds') }}

),

order_versions as (

    select
        raw_orders.*,
        row_number() over (
            partition by raw_orders.order_id
            order by
                raw_orders.source_updated_at desc nulls last,
                raw_orders.loaded_at desc,
                raw_orders.source_file desc,
                raw_orders.source_line desc
        ) as version_rank

    from raw_orders

    left join quarantine
        on
            quarantine.source_table = 'shop_orders'
            and raw_orders.source_file = quarantine.source_file
            and raw_orders.source_line = quarantine.source_line
            and raw_orders.loaded_at = quarantine.loaded_at

    where quarantine.source_file is null

),

refund_versions as (

    select
        raw_refunds.*,
        row_number() over (
            partition by raw_refunds.refund_line_id
            order by
                raw_refunds.source_updated_at desc nulls last,
                raw_refunds.loaded_at desc,
                raw_refunds.source_file desc,
                raw_refunds.source_line desc
        ) as version_rank

    from raw_refunds

    left join quarantine
        on
            quarantine.source_table = 'shop_refunds'
            and raw_refunds.source_file = quarantine.source_file
            and raw_refunds.source_line = quarantine.source_line
            and raw_refunds.loaded_at = quarantine.loaded_at

    where quarantine.source_file is null

),

refunds as (

    select
        order_id,
        sum(amount) as amount

    from refund_versions

    where version_rank = 1 and not is_deleted and {{ local_date('refunded_at') }} <= {{ as_of() }}

    group by order_id

),

sold as (

    select
        count(*) as order_count,
        coalesce(sum({{ shop_money('order_versions.total_amount', 'order_versions.rate') }}), 0)
            as gross_amount,
        coalesce(sum(case
            when order_versions.is_valid_sale
                then greatest(
                    {{ shop_money('order_versions.total_amount', 'order_versions.rate') }}
                    - {{ shop_money('refunds.amount', 'order_versions.rate') }},
                    0
                )
        end), 0) as net_amount

    from order_versions

    left join refunds
        on order_versions.order_id = refunds.order_id

    where order_versions.version_rank = 1 and not order_versions.is_deleted

),

-- From the customers' side, so that an order of a customer who does not exist would be missed.
attached as (

    select
        orders.gross_amount,
        orders.net_amount

    from {{ ref('orders') }} as orders

    where
        orders.customer_id is null
        or orders.customer_id in (
            select identities.customer_id from {{ ref('customer_identities') }} as identities
        )

),

bought as (

    select
        count(*) as order_count,
        coalesce(sum(gross_amount), 0) as gross_amount,
        coalesce(sum(net_amount), 0) as net_amount

    from attached

)

select
    sold.order_count as orders_sold,
    bought.order_count as orders_bought,
    sold.gross_amount - bought.gross_amount as gross_difference,
    sold.net_amount - bought.net_amount as net_difference

from sold

cross join bought

where
    sold.order_count <> bought.order_count
    or sold.gross_amount <> bought.gross_amount
    or sold.net_amount <> bought.net_amount
