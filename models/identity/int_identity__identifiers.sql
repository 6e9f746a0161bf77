-- Which identifiers are nobody's key: those that the seed names, and those that too many
-- differently named people use. They stay here with the reason, and link nothing.
with

identifiers as (

    select * from {{ ref('int_identity__values') }}

),

blocked as (

    select * from {{ ref('int_identity__blocked') }}

),

names as (

    select * from {{ ref('int_identity__names') }}

),

name_counts as (

    select
        identifiers.identifier_hash,
        count(distinct names.first_name_key || ' ' || coalesce(names.last_name_key, ''))
            as name_count

    from identifiers

    inner join names
        on identifiers.record_id = names.record_id

    where names.first_name_key is not null

    group by identifiers.identifier_hash

)

select
    identifiers.record_id,
    identifiers.identifier_type,
    identifiers.identifier_value,
    identifiers.address,
    identifiers.identifier_hash,
    case
        when blocked.block_reason is not null then blocked.block_reason
        when name_counts.name_count > {{ var('max_names_per_identifier') }} then 'shared'
    end as block_reason

from identifiers

left join blocked
    on identifiers.identifier_hash = blocked.identifier_hash

left join name_counts
    on identifiers.identifier_hash = name_counts.identifier_hash
