-- What the rules of survivorship weigh: the values that survive together are one candidate, so
-- that no street of one record stands beside the city of another.
with

attribute_values as (

    select * from {{ ref('int_customer__attribute_values') }}

),

rules as (

    select
        *,
        count(*) over (partition by survives_with) as part_count

    from {{ ref('survivorship_rules') }}

),

verified_addresses as (

    select
        identifiers.record_id,
        identifiers.identifier_type,
        min(addresses.verification_rank) as verification_rank

    from {{ ref('customer_identifiers') }} as identifiers

    inner join {{ ref('int_customer__verified_addresses') }} as addresses
        on identifiers.identifier_hash = addresses.identifier_hash

    group by identifiers.record_id, identifiers.identifier_type

),

-- A name, street or city is the same however it is spelled.
folded as (

    select
        attribute_values.*,
        rules.survives_with,
        rules.part_count,
        rules.first_strategy,
        rules.second_strategy,
        rules.third_strategy,
        rules.attribute in ('first_name', 'last_name', 'address_line', 'city') as is_spelled,
        rules.attribute in ('first_name', 'last_name')
        and {{ is_initials('attribute_values.attribute_value') }} as is_initials,
        {{ spelling_faults('attribute_values.attribute_value') }} as spelling_faults,
        coalesce({{ fold_name('attribute_values.attribute_value') }}, '') as folded_value

    from attribute_values

    inner join rules
        on attribute_values.attribute = rules.attribute

)

select
    folded.customer_id,
    folded.record_id,
    folded.survives_with,
    folded.first_strategy,
    folded.second_strategy,
    folded.third_strategy,
    min(folded.priority) as priority,
    max(folded.observed_at) as observed_at,
    coalesce(min(verified_addresses.verification_rank), 9) as verification_rank,
    max(folded.part_count) - count(*)
    + sum(case when folded.is_initials then 1 else 0 end) as missing_parts,
    sum(case when folded.is_spelled then folded.spelling_faults else 0 end) as spelling_faults,
    {{ joined_text("folded.attribute || '=' || case when folded.is_spelled then folded.folded_value"
        " else lower(folded.attribute_value) end", '|') }} as candidate_key

from folded

left join verified_addresses
    on
        folded.record_id = verified_addresses.record_id
        and folded.attribute = verified_addresses.identifier_type

group by
    folded.customer_id,
    folded.record_id,
    folded.survives_with,
    folded.first_strategy,
    folded.second_strategy,
    folded.third_strategy
