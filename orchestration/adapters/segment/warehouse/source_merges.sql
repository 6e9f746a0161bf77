select
    source_file,
    source_line,
    loaded_at,
    id as merge_id,
    'web_visitor' as entity,
    previous_id as from_id,
    user_id as into_id,
    timestamp as occurred_at

from aliases_rows
