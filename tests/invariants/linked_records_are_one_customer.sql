-- Components were followed to their end: the records of a link that joins never are two customers,
-- and those of a veto never are one.
select
    links.left_record_id,
    links.right_record_id

from {{ ref('identity_links') }} as links

inner join {{ ref('customer_identities') }} as left_identities
    on links.left_record_id = left_identities.record_id

inner join {{ ref('customer_identities') }} as right_identities
    on links.right_record_id = right_identities.record_id

where
    (links.decision = 'auto' and left_identities.customer_id <> right_identities.customer_id)
    or (links.decision = 'vetoed' and left_identities.customer_id = right_identities.customer_id)
