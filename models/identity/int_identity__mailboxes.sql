-- The part before the @, and the whole with the domain that was meant: gmial.com is gmail.com.
with

identifiers as (

    select
        record_id,
        {{ mailbox_name('identifier_value') }} as mailbox_name,
        split_part(identifier_value, '@', 2) as domain

    from {{ ref('int_identity__identifiers') }}

    where identifier_type = 'email' and block_reason is null

),

mistyped_domains as (

    select * from {{ ref('mistyped_domains') }}

)

select
    identifiers.record_id,
    identifiers.mailbox_name,
    identifiers.mailbox_name || '@' || coalesce(mistyped_domains.domain, identifiers.domain)
        as mailbox_key

from identifiers

left join mistyped_domains
    on identifiers.domain = mistyped_domains.mistyped_domain
