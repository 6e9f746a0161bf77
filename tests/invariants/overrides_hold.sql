-- Whoever decided that two records are one person, or two, has the last word.
select
    overrides.decision,
    overrides.left_record_id,
    overrides.right_record_id

from {{ ref('identity_overrides') }} as overrides

inner join {{ ref('customer_identities') }} as left_identities
    on overrides.left_record_id = left_identities.record_id

inner join {{ ref('customer_identities') }} as right_identities
    on overrides.right_record_id = right_identities.record_id

where
    (overrides.decision = 'merge' and left_identities.customer_id <> right_identities.customer_id)
    or (overrides.decision = 'split' and left_identities.customer_id = right_identities.customer_id)
