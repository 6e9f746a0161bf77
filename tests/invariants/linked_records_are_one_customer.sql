-- Components were followed to their end: the two records of a link never are two customers.
select
    links.left_record_id,
    links.right_record_id

from {{ ref('identity_links') }} as links

inner join {{ ref('customer_identities') }} as left_identities
    on links.left_record_id = left_identities.record_id

inner join {{ ref('customer_identities') }} as right_identities
    on links.right_record_id = right_identities.record_id

where left_identities.customer_id <> right_identities.customer_id
