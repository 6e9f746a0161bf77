with

blocks as (

    select * from {{ ref('int_identity__blocks') }}

),

block_sizes as (

    select
        block_hash,
        count(*) as profile_count

    from blocks

    group by block_hash

),

usable_blocks as (

    select
        blocks.block_hash,
        blocks.profile_id,
        blocks.exact_cluster

    from blocks

    inner join block_sizes
        on blocks.block_hash = block_sizes.block_hash

    where block_sizes.profile_count between 2 and {{ var('max_profiles_per_block') }}

)

select
    left_blocks.profile_id as left_profile_id,
    right_blocks.profile_id as right_profile_id

from usable_blocks as left_blocks

inner join usable_blocks as right_blocks
    on
        left_blocks.block_hash = right_blocks.block_hash
        and left_blocks.profile_id < right_blocks.profile_id

where left_blocks.exact_cluster <> right_blocks.exact_cluster

group by left_blocks.profile_id, right_blocks.profile_id
