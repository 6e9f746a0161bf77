with

confirmed as (

    select
        source_file,
        source_line,
        loaded_at,
        id || '-double' as consent_event_id,
        id as subscriber_id,
        email as address,
        'granted' as state,
        'double' as opt_in_level,
        -- As old as the contact, so that any later word wins.
        created_at as occurred_at,
        case
            when email is null or not brevo_yes(brevo_attribute(attributes, 'DOUBLE_OPT-IN'))
                then 'no confirmed opt-in'
        end as not_used

    from contacts_rows

),

withdrawn as (

    select
        source_file,
        source_line,
        loaded_at,
        brevo_event_id(event, email, camp_id, message_id, ts_event, link) as consent_event_id,
        email as address,
        'withdrawn' as state,
        brevo_time(ts_event) as occurred_at,
        case when brevo_event(event) not in ('unsubscribe', 'unsubscribed') then 'no word on consent' end as not_used

    from events_rows

),

words as (

    select * from confirmed

    union all by name

    select * from withdrawn

)

select
    *,
    'email' as channel,
    'marketing' as purpose

from words
