with

customers as (

    select customer_id from {{ ref('customers') }}

    where not is_excluded

),

connections as (

    select has_web from {{ ref('int_features__connections') }}

),

-- A session may run past midnight: what was seen after as_of is not known yet.
sessions as (

    select
        customer_id,
        session_date,
        page_views,
        product_views,
        case when last_product_view_at < {{ as_of_end() }} then last_product_view_at end
            as last_product_view_at

    from {{ ref('web_sessions') }}

    where session_date <= {{ as_of() }}

),

browsing as (

    select
        customer_id,
        count(*) as n_sessions,
        count(case when session_date > {{ days_ago(30) }} then 1 end) as sessions_30d,
        count(case when session_date > {{ days_ago(90) }} then 1 end) as sessions_90d,
        sum(case when session_date > {{ days_ago(30) }} then page_views end) as pages_30d,
        sum(case when session_date > {{ days_ago(90) }} then page_views end) as pages_90d,
        sum(case when session_date > {{ days_ago(30) }} then product_views end) as views_30d,
        max(session_date) as last_session_date,
        max(last_product_view_at) as last_product_view_at

    from sessions

    group by customer_id

)

select
    customers.customer_id,
    case when connections.has_web then coalesce(browsing.n_sessions, 0) end as n_sessions,
    case when connections.has_web then coalesce(browsing.sessions_30d, 0) end as sessions_30d,
    case when connections.has_web then coalesce(browsing.sessions_90d, 0) end as sessions_90d,
    case when connections.has_web then cast(coalesce(browsing.pages_30d, 0) as bigint) end
        as pages_30d,
    case when connections.has_web then cast(coalesce(browsing.pages_90d, 0) as bigint) end
        as pages_90d,
    case when connections.has_web then cast(coalesce(browsing.views_30d, 0) as bigint) end
        as product_views_30d,
    browsing.last_session_date,
    {{ local_date('browsing.last_product_view_at') }} as last_product_view_date

from customers

cross join connections

left join browsing
    on customers.customer_id = browsing.customer_id
