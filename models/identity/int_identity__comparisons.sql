-- Levels, not numbers: how alike two profiles are in each respect, in the words of the seed
-- identity_weights. A small name beside a very common one so much like it is a slip of the pen.
with

candidates as (

    select * from {{ ref('int_identity__candidates') }}

),

comparands as (

    select * from {{ ref('int_identity__comparands') }}

),

variants as (

    select * from {{ ref('int_identity__first_name_variants') }}

)

select
    candidates.left_profile_id,
    candidates.right_profile_id,
    l.exact_cluster as left_cluster,
    r.exact_cluster as right_cluster,
    case
        when variants.one_name is not null then 'variant'
        else {{ first_name_level('l', 'r') }}
    end as first_name_level,
    {{ last_name_level('l', 'r') }} as last_name_level,
    {{ birth_date_level('l.birth_date', 'r.birth_date') }} as birth_date_level,
    case
        when l.email_hash = r.email_hash and l.is_shared_email then 'shared'
        when l.email_hash = r.email_hash then 'same'
        when l.mailbox_key = r.mailbox_key then 'mistyped'
        when l.mailbox_name = r.mailbox_name then 'same_name'
        when l.email_hash is null or r.email_hash is null then 'missing'
        else 'different'
    end as email_level,
    case
        when l.phone_hash = r.phone_hash and l.is_shared_phone then 'shared'
        when l.phone_hash = r.phone_hash then 'same'
        when l.phone_hash is null or r.phone_hash is null then 'missing'
        else 'different'
    end as phone_level,
    case
        when l.address_key = r.address_key and l.is_shared_address then 'shared'
        when l.address_key = r.address_key then 'same'
        when l.postal_code = r.postal_code then 'postal_code'
        when l.postal_code is null or r.postal_code is null then 'missing'
        else 'different'
    end as address_level

from candidates

inner join comparands as l
    on candidates.left_profile_id = l.profile_id

inner join comparands as r
    on candidates.right_profile_id = r.profile_id

left join variants
    on l.first_name_key = variants.one_name and r.first_name_key = variants.other_name
