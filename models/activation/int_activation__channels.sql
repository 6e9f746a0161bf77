-- The one place that says which consent a channel needs. Ads match on the e-mail address, but
-- consent to e-mail marketing never covers ad matching: it is a purpose of its own.
select
    'email' as channel,
    'email' as address_channel,
    'marketing' as purpose

union all

select
    'sms' as channel,
    'sms' as address_channel,
    'marketing' as purpose

union all

select
    'ads' as channel,
    'email' as address_channel,
    'ads' as purpose
