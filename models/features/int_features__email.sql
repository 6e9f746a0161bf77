-- Mail privacy proxies open every message and link scanners click: only acts of a person count.
with

customers as (

    select customer_id from {{ ref('customers') }}

    where not is_excluded

),

connections as (

    select has_email from {{ ref('int_features__connections') }}

),

events as (

    select
        customer_id,
        event_date,
        event_type = 'delivered' as is_delivery,
        event_type = 'opened' and not is_machine as is_open,
        event_type = 'clicked' and not is_machine as is_click

    from {{ ref('engagements') }}

    where channel = 'email' and event_date <= {{ as_of() }}

),

engagement as (

    select
        customer_id,
        count(case when is_delivery and event_date > {{ days_ago(90) }} then 1 end) as emails_90d,
        count(case when is_delivery and event_date > {{ days_ago(180) }} then 1 end) as emails_180d,
        count(case when is_open and event_date > {{ days_ago(30) }} then 1 end) as opens_30d,
        count(case when is_open and event_date > {{ days_ago(90) }} then 1 end) as opens_90d,
        count(case when is_open and event_date > {{ days_ago(180) }} then 1 end) as opens_180d,
        count(case when is_click and event_date > {{ days_ago(30) }} then 1 end) as clicks_30d,
        count(case when is_click and event_date > {{ days_ago(90) }} then 1 end) as clicks_90d,
        count(case when is_click and event_date > {{ days_ago(180) }} then 1 end) as clicks_180d,
        max(case when is_click then event_date end) as last_email_click_date

    from events

    group by customer_id

)

select
    customers.customer_id,
    case when connections.has_email then coalesce(engagement.emails_90d, 0) end
        as emails_delivered_90d,
    case when connections.has_email then coalesce(engagement.emails_180d, 0) end
        as emails_delivered_180d,
    case when connections.has_email then coalesce(engagement.opens_30d, 0) end as human_opens_30d,
    case when connections.has_email then coalesce(engagement.opens_90d, 0) end as human_opens_90d,
    case when connections.has_email then coalesce(engagement.opens_180d, 0) end as human_opens_180d,
    case when connections.has_email then coalesce(engagement.clicks_30d, 0) end as email_clicks_30d,
    case when connections.has_email then coalesce(engagement.clicks_90d, 0) end as email_clicks_90d,
    case when connections.has_email then coalesce(engagement.clicks_180d, 0) end
        as email_clicks_180d,
    engagement.last_email_click_date

from customers

cross join connections

left join engagement
    on customers.customer_id = engagement.customer_id
