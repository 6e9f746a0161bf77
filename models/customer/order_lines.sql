with

lines as (

    select * from {{ ref('stg_shop__order_lines') }}

    where line_type = 'product'

),

orders as (

    select * from {{ ref('orders') }}

),

rates as (

    select * from {{ ref('int_customer__order_amounts') }}

),

returns as (

    select
        order_line_id,
        sum(quantity) as returned_quantity

    from {{ ref('stg_shop__refunds') }}

    where {{ local_date('refunded_at') }} <= {{ as_of() }}

    group by order_line_id

),

-- A product's variants share its category and brand.
products as (

    select
        product_id,
        min(nullif(trim(split_part(category_path, '>', 1)), '')) as category,
        min(brand) as brand

    from {{ ref('stg_shop__products') }}

    group by product_id

),

priced_lines as (

    select
        lines.order_line_id,
        lines.order_id,
        lines.product_id,
        lines.quantity,
        coalesce(returns.returned_quantity, 0) as returned_quantity,
        coalesce(
            lines.line_amount,
            lines.unit_price * lines.quantity - coalesce(lines.discount_amount, 0)
        ) as line_amount

    from lines

    left join returns
        on lines.order_line_id = returns.order_line_id

)

select
    priced_lines.order_line_id,
    priced_lines.order_id,
    orders.customer_id,
    priced_lines.product_id,
    products.category,
    products.brand,
    priced_lines.quantity,
    cast(priced_lines.returned_quantity as decimal(18, 4)) as returned_quantity,
    cast(greatest(priced_lines.quantity - priced_lines.returned_quantity, 0) as decimal(18, 4))
        as net_quantity,
    {{ shop_money('priced_lines.line_amount', 'rates.rate') }} as line_amount,
    orders.is_counted and priced_lines.quantity > priced_lines.returned_quantity as is_counted,
    orders.order_date

from priced_lines

inner join orders
    on priced_lines.order_id = orders.order_id

inner join rates
    on priced_lines.order_id = rates.order_id

left join products
    on priced_lines.product_id = products.product_id
