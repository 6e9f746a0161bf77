"""The one query that takes all counts of a raw table, one row per source."""

from collections.abc import Iterable, Mapping, Sequence

ROWS = "row_count"
CURRENT_ROWS = "current_row_count"
KEY_CONFLICTS = "key_conflicts"
AGE = "age_in_hours"

# A key conflicts when one delivery of a file holds it with different content and no newer version:
# nothing says which row is right. Equal rows are replays and newer versions win, as in staging.
# Current rows are those of the newest delivery of each file: an export that replaces the last one
# and was cut off shows, though raw keeps the rows of both.
QUERY = """
with

cells as (

    select
        *,
        {is_deleted} as is_gone,
        {keys}

    from {{batch}}

),

versions as (

    select
        source_id,
        case when min(row_hash) <> max(row_hash) then count(*) else 0 end as conflict_rows

    from cells

    where {key_is_present}

    group by source_id, {key_names}, source_file, loaded_at, source_updated_at

),

conflicts as (

    select
        source_id,
        sum(conflict_rows) as conflict_rows

    from versions

    group by source_id

),

deliveries as (

    select
        source_id,
        source_file,
        loaded_at,
        count(*) as delivered_rows

    from cells

    group by source_id, source_file, loaded_at

),

files as (

    select
        source_id,
        max_by(delivered_rows, loaded_at) as current_rows

    from deliveries

    group by source_id, source_file

),

current_rows as (

    select
        source_id,
        sum(current_rows) as current_rows

    from files

    group by source_id

),

row_counts as (

    select
        source_id,
        {counts}

    from cells

    group by source_id

)

select
    row_counts.*,
    current_rows.current_rows as {CURRENT_ROWS},
    coalesce(conflicts.conflict_rows, 0) as {KEY_CONFLICTS}

from row_counts

left join current_rows
    on row_counts.source_id = current_rows.source_id

left join conflicts
    on row_counts.source_id = conflicts.source_id
"""


def counting_query(
    keys: Sequence[str], is_deleted: str, age: str, broken: Mapping[str, str]
) -> str:
    """The query over `{batch}`; keys are SQL values, broken are SQL conditions by count name."""
    names = [f"key_{number}" for number in range(len(keys))]
    counts = [f"count(*) as {ROWS}", f"{age} as {AGE}"] + [
        f"count(case when not is_gone and {condition} then 1 end) as {name}"
        for name, condition in broken.items()
    ]
    return QUERY.format(
        CURRENT_ROWS=CURRENT_ROWS,
        KEY_CONFLICTS=KEY_CONFLICTS,
        is_deleted=_spared(is_deleted),
        keys=_spared(_lines(f"{sql} as {name}" for sql, name in zip(keys, names, strict=True))),
        key_names=", ".join(names),
        key_is_present=" and ".join(f"{name} is not null" for name in names),
        counts=_spared(_lines(counts)),
    )


def _lines(columns: Iterable[str]) -> str:
    return ",\n        ".join(columns)


def _spared(sql: str) -> str:
    """SQL that Great Expectations' `{parameter}` and SQLAlchemy's `:parameter` leave alone."""
    return sql.replace("{", "{{").replace("}", "}}").replace(":", "\\:")
