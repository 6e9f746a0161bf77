-- The newsletter's guests, who have no account; what accounts say of it is with them.
select
    source_file,
    source_line,
    loaded_at,
    id as subscriber_id,
    'email' as channel,
    email as address,
    case when active = '1' then 'subscribed' else 'unsubscribed' end as status,
    prestashop_time(newsletter_date_add) as status_at,
    prestashop_time(newsletter_date_add) as created_at

from emailsubscription_rows
