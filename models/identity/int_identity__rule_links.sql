with

exact_links as (

    select * from {{ ref('int_identity__exact_links') }}

),

nameless as (

    select * from {{ ref('int_identity__nameless') }}

),

mailbox_groups as (

    select * from {{ ref('int_identity__mailbox_groups') }}

    where record_id <> first_record_id

)

select
    left_record_id,
    right_record_id,
    rule,
    identifier_hash

from exact_links

union all

select
    least(named_record_id, record_id) as left_record_id,
    greatest(named_record_id, record_id) as right_record_id,
    'sole_user' as rule,
    identifier_hash

from nameless

union all

select
    first_record_id as left_record_id,
    record_id as right_record_id,
    'same_mailbox' as rule,
    identifier_hash

from mailbox_groups
