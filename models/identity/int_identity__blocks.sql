-- Two profiles are compared when they share a block: a value that a pair of one person nearly
-- always shares in one place or another. A block of too many says nothing: it is left out.
with

comparands as (

    select * from {{ ref('int_identity__comparands') }}

),

keys as (

    select
        profile_id,
        exact_cluster,
        'email' as block,
        cast(email_hash as string) as block_key

    from comparands

    union all

    select
        profile_id,
        exact_cluster,
        'mailbox' as block,
        mailbox_name || '|' || left(first_name_key, 1) as block_key

    from comparands

    where length(mailbox_name) >= 5

    union all

    select
        profile_id,
        exact_cluster,
        'phone' as block,
        cast(phone_hash as string) as block_key

    from comparands

    union all

    select
        profile_id,
        exact_cluster,
        'birth_date_and_last_name' as block,
        cast(birth_date as string) || '|' || last_name_key as block_key

    from comparands

    union all

    select
        profile_id,
        exact_cluster,
        'birth_date_and_first_name' as block,
        cast(birth_date as string) || '|' || first_name_key as block_key

    from comparands

    union all

    select
        profile_id,
        exact_cluster,
        'name_and_postal_code' as block,
        left(first_name_key, 1) || '|' || last_name_key || '|' || postal_code as block_key

    from comparands

    union all

    select
        profile_id,
        exact_cluster,
        'first_name_and_address' as block,
        first_name_key || '|' || address_key as block_key

    from comparands

)

select
    profile_id,
    exact_cluster,
    block,
    {{ hash64("block || ':' || block_key") }} as block_hash

from keys

where block_key is not null
