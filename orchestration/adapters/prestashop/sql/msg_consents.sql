select
    source_file,
    source_line,
    loaded_at,
    id as consent_event_id,
    'email' as channel,
    id as subscriber_id,
    email as address,
    'marketing' as purpose,
    'granted' as state,
    'form' as method,
    prestashop_time(newsletter_date_add) as occurred_at,
    sha256(ip_registration_newsletter) as ip_hash,
    case when active is distinct from '1' then 'not active: the subscriber says so' end as not_used

from emailsubscription_rows
