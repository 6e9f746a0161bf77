-- Where somebody decided that two records are two people, whatever is reached like one of them
-- goes with the one it is closest to, or the smaller one. Nothing joins two sides.
with

splits as (

    select * from {{ ref('identity_overrides') }}

    where decision = 'split'

),

anchors as (

    select left_record_id as anchor_id from splits

    union

    select right_record_id as anchor_id from splits

),

identifiers as (

    select
        record_id,
        identifier_hash,
        case identifier_type when 'account' then 8 when 'email' then 4 else 2 end as closeness

    from {{ ref('int_identity__identifiers') }}

    where block_reason is null

),

names as (

    select * from {{ ref('int_identity__names') }}

),

reached as (

    select
        others.record_id,
        anchors.anchor_id,
        sum(others.closeness) as closeness

    from anchors

    inner join identifiers as own
        on anchors.anchor_id = own.record_id

    inner join identifiers as others
        on own.identifier_hash = others.identifier_hash

    group by others.record_id, anchors.anchor_id

),

ranked as (

    select
        reached.record_id,
        reached.anchor_id,
        row_number() over (
            partition by reached.record_id
            order by
                case when reached.record_id = reached.anchor_id then 0 else 1 end,
                reached.closeness desc,
                case when names.first_name_key = anchor_names.first_name_key then 0 else 1 end,
                reached.anchor_id asc
        ) as anchor_rank

    from reached

    inner join names
        on reached.record_id = names.record_id

    inner join names as anchor_names
        on reached.anchor_id = anchor_names.record_id

)

select
    record_id,
    anchor_id as side

from ranked

where anchor_rank = 1
