-- May Klaviyo still send? Of its consent, and of why it suppresses an address.
create or replace temp macro klaviyo_status(consent, suppression) as (
    case
        when upper(suppression) like '%BOUNCE%' or upper(suppression) like '%INVALID%' then 'bounced'
        when upper(suppression) like '%SPAM%' or upper(suppression) like '%COMPLAINT%' then 'complained'
        when suppression is not null and suppression not in ('[]', 'false', 'FALSE') then 'suppressed'
        when consent is null then 'unknown'
        else lower(consent)
    end
);
