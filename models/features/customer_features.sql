with

profile as (select * from {{ ref('int_features__profile') }}),

purchases as (select * from {{ ref('int_features__purchases') }}),

value as (select * from {{ ref('int_features__value') }}),

rhythm as (select * from {{ ref('int_features__rhythm') }}),

affinity as (select * from {{ ref('int_features__affinity') }}),

email as (select * from {{ ref('int_features__email') }}),

web as (select * from {{ ref('int_features__web') }}),

carts as (select * from {{ ref('int_features__carts') }})

-- greatest passes over nulls: an act that never was does not hide the others.
select
    profile.customer_id,
    {{ as_of() }} as as_of,
    profile.gender,
    profile.age,
    profile.country_code,
    profile.language,
    profile.customer_type,
    profile.loyalty_tier,
    affinity.top_category,
    profile.email_consent,
    profile.sms_consent,
    profile.ads_consent,
    purchases.n_orders,
    purchases.n_orders_30d,
    purchases.n_orders_90d,
    purchases.n_orders_180d,
    purchases.n_orders_365d,
    purchases.n_orders_3m,
    purchases.n_orders_6m,
    purchases.n_orders_12m,
    purchases.revenue,
    purchases.revenue_30d,
    purchases.revenue_90d,
    purchases.revenue_180d,
    purchases.revenue_365d,
    purchases.revenue_3m,
    purchases.revenue_6m,
    purchases.revenue_12m,
    value.aov,
    value.shop_aov,
    value.revenue_pct_12m,
    {{ days_between('purchases.last_order_date', as_of()) }} as days_since_last_order,
    rhythm.median_gap_days,
    rhythm.last_gap_days,
    purchases.n_coupon_orders,
    purchases.discount_rate,
    affinity.n_items,
    affinity.top_category_items,
    affinity.top_category_share,
    email.emails_delivered_90d,
    email.emails_delivered_180d,
    email.human_opens_30d,
    email.human_opens_90d,
    email.human_opens_180d,
    email.email_clicks_30d,
    email.email_clicks_90d,
    email.email_clicks_180d,
    web.n_sessions,
    web.sessions_30d,
    web.sessions_90d,
    web.pages_30d,
    web.pages_90d,
    web.product_views_30d,
    carts.open_cart_value,
    profile.loyalty_points,
    profile.is_loyalty_member,
    profile.signup_date,
    profile.first_seen_date,
    purchases.first_order_date,
    purchases.last_order_date,
    email.last_email_click_date,
    web.last_session_date,
    web.last_product_view_date,
    greatest(
        profile.signup_date,
        purchases.last_order_date,
        email.last_email_click_date,
        web.last_session_date,
        carts.last_cart_date
    ) as last_activity_date,
    carts.open_cart_at

from profile
inner join purchases on profile.customer_id = purchases.customer_id
inner join value on profile.customer_id = value.customer_id
inner join rhythm on profile.customer_id = rhythm.customer_id
inner join affinity on profile.customer_id = affinity.customer_id
inner join email on profile.customer_id = email.customer_id
inner join web on profile.customer_id = web.customer_id
inner join carts on profile.customer_id = carts.customer_id
