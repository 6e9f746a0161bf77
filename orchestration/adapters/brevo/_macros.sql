-- A yes, in the words of an export or of an attribute; everything else is no yes.
create or replace temp macro brevo_yes(written) as (
    coalesce(lower(trim(written)) in ('yes', 'true', '1', 'oui', 'vrai'), false)
);

-- An export names the channels on which a contact is subscribed: `email_marketing`, `sms_marketing`.
create or replace temp macro brevo_subscribed(written, channel) as (
    brevo_yes(written) or coalesce(contains(lower(written), channel), false)
);

-- As above of a contact that is blocked; a word that names no channel blocks them all.
create or replace temp macro brevo_blocked(written, channel) as (
    coalesce(
        contains(lower(written), channel)
        or not (
            contains(lower(written), 'email') or contains(lower(written), 'sms')
            or regexp_replace(lower(written), '[^a-z0-9]', '', 'g') in ('', 'no', 'false', '0', 'non', 'faux')
        ),
        false
    )
);

-- One of a contact's attributes; none where they are not JSON, which would stop the whole landing.
create or replace temp macro brevo_attribute(attributes, name) as (
    case when json_valid(attributes) then attributes ->> ('$."' || name || '"') end
);

-- `[2|7]` and `[2,7]` are `2|7`.
create or replace temp macro brevo_lists(written) as (
    nullif(replace(regexp_replace(written, '[\[\] "]', '', 'g'), ',', '|'), '')
);

-- The name of an event without its underscores: webhooks write both hard_bounce and hardBounce.
create or replace temp macro brevo_event(name) as (replace(lower(trim(name)), '_', ''));

-- Of the three times of a webhook only ts_event, in seconds, is UTC: date is Paris', date_event the shop's.
create or replace temp macro brevo_time(seconds) as (
    coalesce(cast(make_timestamp(try_cast(seconds as bigint) * 1000000) as varchar), seconds)
);

-- A webhook's event has no id of its own: what is the same in all is the same event, sent again.
create or replace temp macro brevo_event_id(event, email, camp_id, message_id, ts_event, link) as (
    md5(concat_ws('|', event, email, camp_id, message_id, ts_event, link))
);
