-- Carts and subscriptions of one mailbox of which no name is known.
with

identified as (

    select * from {{ ref('int_identity__identified_units') }}

    where rule = 'same_email'

),

known_persons as (

    select exact_cluster from {{ ref('int_identity__named_persons') }}

    union all

    select exact_cluster from {{ ref('int_identity__nameless') }}

),

mailboxes as (

    select
        identified.identifier_hash,
        min(identified.exact_cluster) as person,
        min(identified.record_id) as first_record_id

    from identified

    left join known_persons
        on identified.exact_cluster = known_persons.exact_cluster

    group by identified.identifier_hash

    having count(known_persons.exact_cluster) = 0 and count(distinct identified.exact_cluster) > 1

),

ranked as (

    select
        identified.exact_cluster,
        identified.record_id,
        mailboxes.identifier_hash,
        mailboxes.person,
        mailboxes.first_record_id,
        row_number() over (
            partition by identified.exact_cluster
            order by mailboxes.person asc, mailboxes.identifier_hash asc, identified.record_id asc
        ) as mailbox_rank

    from identified

    inner join mailboxes
        on identified.identifier_hash = mailboxes.identifier_hash

)

select
    exact_cluster,
    person,
    identifier_hash,
    first_record_id,
    record_id

from ranked

where mailbox_rank = 1
