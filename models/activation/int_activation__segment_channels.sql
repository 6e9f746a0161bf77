-- A sensitive segment would tell an ad platform what its members must not be known for.
with

channels as (

    select channel from {{ ref('int_activation__channels') }}

),

segment_catalog as (

    select
        segment,
        channels,
        sensitivity

    from {{ ref('segment_catalog') }}

)

select
    segment_catalog.segment,
    channels.channel,
    channels.channel = 'ads' and coalesce(segment_catalog.sensitivity, 'unknown') <> 'none'
        as is_withheld

from segment_catalog

inner join channels
    on concat('|', segment_catalog.channels, '|') like concat('%|', channels.channel, '|%')
