select
    source_file,
    source_line,
    loaded_at,
    id as consent_event_id,
    'email' as channel,
    id as subscriber_id,
    email as address,
    'marketing' as purpose,
    case prestashop_flag(active) when '1' then 'granted' when '0' then 'pending' end as state,
    'form' as method,
    prestashop_time(newsletter_date_add) as occurred_at,
    sha256(prestashop_text(ip_registration_newsletter)) as ip_hash,
    case when active is null then 'nothing says whether it was confirmed' end as not_used

from emailsubscription_rows
