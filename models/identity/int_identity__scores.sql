-- The sum of the weights of the levels (Fellegi and Sunter 1969), in bits: one more halves the odds
-- that two people look so much alike.
with

comparisons as (

    select * from {{ ref('int_identity__comparisons') }}

),

weights as (

    select
        comparison,
        level,
        weight

    from {{ ref('identity_weights') }}

    where version = '{{ var("identity_weights_version") }}'

)

select
    comparisons.left_profile_id,
    comparisons.right_profile_id,
    comparisons.left_cluster,
    comparisons.right_cluster,
    comparisons.first_name_level,
    comparisons.last_name_level,
    comparisons.birth_date_level,
    comparisons.email_level,
    comparisons.phone_level,
    comparisons.address_level,
    base.weight
    + first_name_weights.weight
    + last_name_weights.weight
    + birth_date_weights.weight
    + email_weights.weight
    + phone_weights.weight
    + address_weights.weight
        as weight

from comparisons

inner join weights as base
    on base.comparison = 'prior'

left join weights as first_name_weights
    on
        first_name_weights.comparison = 'first_name'
        and comparisons.first_name_level = first_name_weights.level

left join weights as last_name_weights
    on
        last_name_weights.comparison = 'last_name'
        and comparisons.last_name_level = last_name_weights.level

left join weights as birth_date_weights
    on
        birth_date_weights.comparison = 'birth_date'
        and comparisons.birth_date_level = birth_date_weights.level

left join weights as email_weights
    on
        email_weights.comparison = 'email'
        and comparisons.email_level = email_weights.level

left join weights as phone_weights
    on
        phone_weights.comparison = 'phone'
        and comparisons.phone_level = phone_weights.level

left join weights as address_weights
    on
        address_weights.comparison = 'address'
        and comparisons.address_level = address_weights.level
