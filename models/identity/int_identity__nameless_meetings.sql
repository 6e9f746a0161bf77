-- Where somebody without a first name meets a person who may be the same: at an e-mail or a phone.
with

identified as (

    select * from {{ ref('int_identity__identified_units') }}

),

named_persons as (

    select * from {{ ref('int_identity__named_persons') }}

),

mailboxes as (

    select * from {{ ref('int_identity__mailboxes') }}

),

named as (

    select
        identified.*,
        named_persons.person

    from identified

    inner join named_persons
        on identified.exact_cluster = named_persons.exact_cluster

),

nameless as (

    select identified.*

    from identified

    left join named_persons
        on identified.exact_cluster = named_persons.exact_cluster

    where named_persons.exact_cluster is null

)

select
    nameless.exact_cluster,
    named.person,
    nameless.rule,
    nameless.identifier_hash,
    named.record_id as named_record_id,
    nameless.record_id,
    {{ is_mailbox_of_namesake('mailboxes.mailbox_name', 'named') }} as is_mailbox_of_namesake,
    -- The e-mail comes before the phone, in this order too.
    nameless.rule || named.record_id || nameless.record_id as meeting

from nameless

inner join named
    on
        nameless.rule = named.rule
        and nameless.identifier_hash = named.identifier_hash

left join mailboxes
    on
        nameless.rule = 'same_email'
        and named.record_id = mailboxes.record_id

where
    coalesce(nameless.last_name_key = named.last_name_key, true)
    and coalesce(nameless.initial = named.initial, true)
    and {{ birth_dates_agree('nameless.birth_date', 'named.birth_date') }}
