-- The newsletter's guests, who have no account; what accounts say of it is with them.
select
    source_file,
    source_line,
    loaded_at,
    id as subscriber_id,
    'email' as channel,
    email as address,
    -- Who leaves is deleted; who is there and not active has not confirmed yet.
    case prestashop_flag(active) when '1' then 'subscribed' when '0' then 'pending' else 'unknown' end as status,
    prestashop_time(newsletter_date_add) as status_at,
    prestashop_time(newsletter_date_add) as created_at

from emailsubscription_rows
