-- Said by the CRM, or by a mailbox at the company's domain; the CRM's word comes first.
with

records as (

    select
        identities.record_id,
        identities.customer_id

    from {{ ref('customer_identities') }} as identities

    inner join {{ ref('customers') }} as customers
        on identities.customer_id = customers.customer_id

),

company_records as (

    select * from {{ ref('int_customer__company_records') }}

),

company_domains as (

    select
        keys.company_key as domain,
        min(company_records.company_id) as company_id

    from {{ ref('int_customer__company_keys') }} as keys

    inner join company_records
        on keys.company_record_id = company_records.company_record_id

    where keys.key_kind = 'domain'

    group by keys.company_key

),

links as (

    select
        'crm_contact:' || contacts.contact_id as record_id,
        company_records.company_id,
        1 as link_rank

    from {{ ref('stg_crm__contacts') }} as contacts

    inner join company_records
        on contacts.company_id = company_records.company_record_id

    union all

    select
        mailboxes.record_id,
        company_domains.company_id,
        2 as link_rank

    from {{ ref('int_customer__mailbox_domains') }} as mailboxes

    inner join company_domains
        on mailboxes.domain = company_domains.domain

)

select
    records.customer_id,
    links.company_id,
    case when min(links.link_rank) = 1 then 'crm_contact' else 'email_domain' end as link

from links

inner join records
    on links.record_id = records.record_id

group by records.customer_id, links.company_id
