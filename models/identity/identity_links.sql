-- Everything that joins two records, and every comparison that came near it. An exact rule joins
-- each record with the centre of its star, weights join two exact clusters by their records most
-- alike, so no pair is listed that follows from others.
with

rule_links as (

    select * from {{ ref('int_identity__rule_links') }}

),

decisions as (

    select * from {{ ref('int_identity__decisions') }}

),

rules as (

    select * from {{ ref('identity_rules') }}

)

select
    rule_links.left_record_id,
    rule_links.right_record_id,
    rule_links.rule,
    'auto' as decision,
    cast(null as string) as reason,
    rule_links.identifier_hash,
    rules.weight,
    cast(null as string) as version,
    cast(null as string) as first_name_level,
    cast(null as string) as last_name_level,
    cast(null as string) as birth_date_level,
    cast(null as string) as email_level,
    cast(null as string) as phone_level,
    cast(null as string) as address_level

from rule_links

inner join rules
    on rule_links.rule = rules.rule

union all

select
    least(left_record_id, right_record_id) as left_record_id,
    greatest(left_record_id, right_record_id) as right_record_id,
    'weights' as rule,
    decision,
    reason,
    cast(null as bigint) as identifier_hash,
    cast(weight as decimal(9, 4)) as weight,
    '{{ var("identity_weights_version") }}' as version,
    first_name_level,
    last_name_level,
    birth_date_level,
    email_level,
    phone_level,
    address_level

from decisions
