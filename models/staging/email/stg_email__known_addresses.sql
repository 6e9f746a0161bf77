-- Whatever became of the rows that named them: a refusal by somebody whose subscription is gone or
-- unreadable must still find its address.
with

addressed_rows as (

    select
        subscriber_id,
        channel,
        address,
        row_number() over (
            partition by subscriber_id, channel
            order by
                source_updated_at desc nulls last,
                loaded_at desc,
                source_file desc,
                source_line desc
        ) as recency_rank

    from {{ ref('base_email__subscribers') }}

    where subscriber_id is not null and address is not null

)

select
    subscriber_id,
    channel,
    address

from addressed_rows

where recency_rank = 1
