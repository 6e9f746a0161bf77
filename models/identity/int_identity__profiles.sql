-- What can be compared of an exact cluster: each way in which it was written down, once. Only who
-- has a first name is compared; two lines of one household differ in nothing else.
with

units as (

    select * from {{ ref('int_identity__units') }}

    where first_name_key is not null

),

exact_clusters as (

    select * from {{ ref('int_identity__exact_clusters') }}

),

records as (

    select
        record_id,
        {{ address_key('address_line', 'postal_code') }} as address_key,
        nullif(trim(postal_code), '') as postal_code

    from {{ ref('int_identity__records') }}

),

mailboxes as (

    select
        record_id,
        mailbox_name,
        mailbox_key

    from {{ ref('int_identity__mailboxes') }}

)

select
    min(units.record_id) as profile_id,
    exact_clusters.exact_cluster,
    units.first_name_key,
    units.last_name_key,
    units.birth_date,
    units.side,
    units.email_hash,
    mailboxes.mailbox_name,
    mailboxes.mailbox_key,
    units.phone_hash,
    records.address_key,
    records.postal_code

from units

inner join exact_clusters
    on units.record_id = exact_clusters.record_id

inner join records
    on units.record_id = records.record_id

left join mailboxes
    on units.record_id = mailboxes.record_id

group by
    exact_clusters.exact_cluster,
    units.first_name_key,
    units.last_name_key,
    units.birth_date,
    units.side,
    units.email_hash,
    mailboxes.mailbox_name,
    mailboxes.mailbox_key,
    units.phone_hash,
    records.address_key,
    records.postal_code
