-- Each way in which an exact cluster is reached, and under which name, with the smallest record
-- that says so.
with

units as (

    select * from {{ ref('int_identity__units') }}

),

exact_clusters as (

    select * from {{ ref('int_identity__exact_clusters') }}

),

identified as (

    select
        record_id,
        'same_email' as rule,
        email_hash as identifier_hash,
        last_name_key,
        initial,
        birth_date

    from units

    where email_hash is not null

    union all

    select
        record_id,
        'same_phone' as rule,
        phone_hash as identifier_hash,
        last_name_key,
        initial,
        birth_date

    from units

    where phone_hash is not null

)

select
    exact_clusters.exact_cluster,
    identified.rule,
    identified.identifier_hash,
    identified.last_name_key,
    identified.initial,
    identified.birth_date,
    min(identified.record_id) as record_id

from identified

inner join exact_clusters
    on identified.record_id = exact_clusters.record_id

group by
    exact_clusters.exact_cluster,
    identified.rule,
    identified.identifier_hash,
    identified.last_name_key,
    identified.initial,
    identified.birth_date
