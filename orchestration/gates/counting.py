"""The one query that takes all counts of a raw table, one row per source."""

from collections.abc import Iterable, Mapping, Sequence

ROWS = "row_count"
CURRENT_ROWS = "current_row_count"
KEY_CONFLICTS = "key_conflicts"
AGE = "age_in_hours"

# A key conflicts when one file holds it with different content and no newer version, so that
# nothing says which row is right. Equal rows are replays and newer versions win, as in staging.
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
        {key_names},
        case when min(row_hash) <> max(row_hash) then count(*) else 0 end as conflict_rows

    from cells

    where {key_is_present}

    group by source_id, {key_names}, source_file, source_updated_at

),

records as (

    select
        source_id,
        sum(conflict_rows) as conflict_rows

    from versions

    group by source_id, {key_names}

),

record_counts as (

    select
        source_id,
        count(*) as record_count,
        sum(conflict_rows) as conflict_rows

    from records

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
    coalesce(record_counts.record_count, 0) as {CURRENT_ROWS},
    coalesce(record_counts.conflict_rows, 0) as {KEY_CONFLICTS}

from row_counts

left join record_counts
    on row_counts.source_id = record_counts.source_id
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
