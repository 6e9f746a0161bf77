-- What two rows of one company have in common. A domain of several registration numbers is a
-- group's or a franchise's, a free-mail domain is everybody's: neither says that two are one.
with

keys as (

    select
        company_id as company_record_id,
        {{ registration_key('registration_no', 'country_code') }} as registration_key,
        {{ domain_key('domain') }} as domain

    from {{ ref('stg_crm__companies') }}

),

free_mail_domains as (

    select domain from {{ ref('free_mail_domains') }}

),

company_domains as (

    select domain from keys

    where domain not in (select free_mail_domains.domain from free_mail_domains)

    group by domain

    having count(distinct registration_key) <= 1

)

select
    company_record_id,
    'registration' as key_kind,
    registration_key as company_key

from keys

where registration_key is not null

union all

select
    keys.company_record_id,
    'domain' as key_kind,
    keys.domain as company_key

from keys

inner join company_domains on keys.domain = company_domains.domain
