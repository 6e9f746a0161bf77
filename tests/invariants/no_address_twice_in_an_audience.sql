-- Returns every audience whose members share an address, however each wrote it: one mailbox would
-- get one message twice.
select
    channel,
    segment,
    count(*) as row_count,
    count(distinct {{ email_key('address') }}) as address_count

from {{ ref('audience_members') }}

group by channel, segment

having count(*) <> count(distinct {{ email_key('address') }})
