-- Who gave no first name (many subscribers and carts) is the one person who uses the same e-mail,
-- or else the same phone. Of several it may be any, and stays apart.
-- At jean.leroy@ it is not Marie Leroy, though she may be all that is known there.
with

meetings as (

    select * from {{ ref('int_identity__nameless_meetings') }}

),

possible_persons as (

    select
        exact_cluster,
        person,
        max(case when rule = 'same_email' then 2 else 0 end)
        + max(case when rule = 'same_phone' then 1 else 0 end) as closeness,
        min_by(rule, meeting) as rule,
        min_by(identifier_hash, meeting) as identifier_hash,
        min_by(named_record_id, meeting) as named_record_id,
        min_by(record_id, meeting) as record_id,
        min_by(is_mailbox_of_namesake, meeting) as is_mailbox_of_namesake

    from meetings

    group by exact_cluster, person

),

ranked as (

    select
        *,
        row_number() over (
            partition by exact_cluster
            order by closeness desc, person asc
        ) as person_rank,
        count(*) over (partition by exact_cluster, closeness) as equally_close

    from possible_persons

)

select
    exact_cluster,
    person,
    rule,
    identifier_hash,
    named_record_id,
    record_id

from ranked

where
    person_rank = 1
    and equally_close = 1
    and not is_mailbox_of_namesake
