-- Components work on numbers. Records are numbered in the order of their ids, so the smallest
-- number of a component is its smallest record, and no two records can collide, as by a hash.
select
    record_id,
    row_number() over (order by record_id) as node

from {{ ref('int_identity__records') }}
