-- Only a confirmed opt-in is a proof; it is as old as the contact, so that any later word wins.
select
    source_file,
    source_line,
    loaded_at,
    contact_id || '-double' as consent_event_id,
    'email' as channel,
    contact_id as subscriber_id,
    email as address,
    'marketing' as purpose,
    'granted' as state,
    'double' as opt_in_level,
    added_time as occurred_at,
    case when email is null or not brevo_yes(double_opt_in) then 'no confirmed opt-in' end as not_used

from contacts_rows
