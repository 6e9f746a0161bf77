-- Never all pairs of the records that share an identifier: each record is linked to the centre of
-- its star (one name, one birth date), and only centres are compared with each other.
with

stars as (

    select * from {{ ref('int_identity__stars') }}

),

overrides as (

    select * from {{ ref('identity_overrides') }}

    where decision = 'merge'

),

records as (

    select record_id from {{ ref('int_identity__records') }}

),

centres as (

    select * from stars

    where record_id = centre_id

),

links as (

    select
        centre_id as left_record_id,
        record_id as right_record_id,
        rule,
        identifier_hash

    from stars

    where record_id <> centre_id

    union all

    -- Another last name is a marriage on one e-mail and another person on one phone.
    select
        centres.record_id as left_record_id,
        other_centres.record_id as right_record_id,
        centres.rule,
        centres.identifier_hash

    from centres

    inner join centres as other_centres
        on
            centres.rule = other_centres.rule
            and centres.identifier_hash = other_centres.identifier_hash
            and centres.first_name_key = other_centres.first_name_key
            and coalesce(centres.side, '') = coalesce(other_centres.side, '')
            and centres.record_id < other_centres.record_id

    where
        (centres.rule = 'same_email' or centres.last_name_key = other_centres.last_name_key)
        and {{ birth_dates_agree('centres.birth_date', 'other_centres.birth_date') }}

    union all

    select
        least(overrides.left_record_id, overrides.right_record_id) as left_record_id,
        greatest(overrides.left_record_id, overrides.right_record_id) as right_record_id,
        'forced_merge' as rule,
        cast(null as bigint) as identifier_hash

    from overrides

    inner join records as left_records
        on overrides.left_record_id = left_records.record_id

    inner join records as right_records
        on overrides.right_record_id = right_records.record_id

)

select
    left_record_id,
    right_record_id,
    rule,
    identifier_hash

from links
