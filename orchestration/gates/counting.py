"""The one query that takes all counts of a raw table, one row per source."""

from collections.abc import Iterable, Mapping, Sequence

ROWS = "row_count"
CURRENT_ROWS = "current_row_count"
CHECKED_ROWS = "checked_row_count"
NEWEST_ROWS = "newest_row_count"
KEY_CONFLICTS = "key_conflicts"
AGE = "age_in_hours"

# A key conflicts when one delivery of a file holds it with different content and no newer version:
# nothing says which row is right. Equal rows are replays and newer versions win, as in staging.
# Current rows are those of the newest delivery of each file: an export that replaces the last one
# and was cut off shows, though raw keeps the rows of both.
# Deleted rows are left out by a filter, not by a condition in each count: inside a condition DuckDB
# no longer shares what the parsing macros repeat, and the query takes ten times as long.
QUERY = """
with

keyed_rows as (

    select
        source_id,
        source_file,
        source_updated_at,
        loaded_at,
        row_hash,
        {keys}

    from {{batch}}

    where {stride} = 1

),

versions as (

    select
        source_id,
        count(*) as conflict_rows

    from keyed_rows

    where {key_is_present}

    group by source_id, {key_names}, source_file, loaded_at, source_updated_at

    having min(row_hash) <> max(row_hash)

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

    from {{batch}}

    group by source_id, source_file, loaded_at

),

files as (

    select
        source_id,
        sum(delivered_rows) as delivered_rows,
        max_by(delivered_rows, loaded_at) as current_rows,
        max(loaded_at) as loaded_at

    from deliveries

    group by source_id, source_file

),

row_counts as (

    select
        source_id,
        sum(delivered_rows) as {ROWS},
        sum(current_rows) as {CURRENT_ROWS},
        {age} as {AGE}

    from files

    group by source_id

),

cell_counts as (

    select
        source_id,
        {counts}

    from {{batch}}

    where
        source_line % {stride} = 0
        and not {is_deleted}

    group by source_id

),

newest as (

    select
        source_id,
        max(loaded_at) as loaded_at

    from files

    group by source_id

),

newest_counts as (

    select
        source_id,
        {newest}

    from {{batch}}

    inner join newest using (source_id, loaded_at)

    where
        source_line % {stride} = 0
        and not {is_deleted}

    group by source_id

)

select
    row_counts.*,
    newest_counts.* exclude (source_id),
    {found},
    coalesce(conflicts.conflict_rows, 0) as {KEY_CONFLICTS}

from row_counts

left join cell_counts
    on row_counts.source_id = cell_counts.source_id

left join newest_counts
    on row_counts.source_id = newest_counts.source_id

left join conflicts
    on row_counts.source_id = conflicts.source_id
"""


def counting_query(
    keys: Sequence[str],
    is_deleted: str,
    age: str,
    broken: Mapping[str, str],
    newest: Mapping[str, str],
    stride: int,
) -> str:
    """The query over `{batch}`; keys are SQL values, broken are SQL conditions by count name.

    Newest are SQL aggregates by name, taken of the rows that came last.
    Rows and files are counted whole, cells on every stride-th line, keys only when that is every
    line: among some lines few of the rows that share a key meet.
    """
    names = [f"key_{number}" for number in range(len(keys))]
    counts = {CHECKED_ROWS: "count(*)"} | {
        name: f"count(case when {condition} then 1 end)" for name, condition in broken.items()
    }
    return QUERY.format(
        ROWS=ROWS,
        CURRENT_ROWS=CURRENT_ROWS,
        KEY_CONFLICTS=KEY_CONFLICTS,
        AGE=AGE,
        stride=stride,
        keys=_spared(_lines(f"{sql} as {name}" for sql, name in zip(keys, names, strict=True))),
        key_names=", ".join(names),
        key_is_present=" and ".join(f"{name} is not null" for name in names),
        age=_spared(age),
        counts=_spared(_lines(f"{sql} as {name}" for name, sql in counts.items())),
        newest=_spared(
            _lines(f"{sql} as {name}" for name, sql in {NEWEST_ROWS: "count(*)", **newest}.items())
        ),
        found=_lines(f"coalesce(cell_counts.{name}, 0) as {name}" for name in counts),
        is_deleted=_spared(is_deleted),
    )


def _lines(columns: Iterable[str]) -> str:
    return ",\n        ".join(columns)


def _spared(sql: str) -> str:
    """SQL that Great Expectations' `{parameter}` and SQLAlchemy's `:parameter` leave alone."""
    return sql.replace("{", "{{").replace("}", "}}").replace(":", "\\:")
