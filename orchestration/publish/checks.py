"""The audit of a publication before anybody sees it, run by a process that did not write it."""

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from orchestration.errors import TresseError
from orchestration.publish.channels import CHANNELS
from orchestration.publish.table_checks import table_failures
from orchestration.settings import PROJECT_DIR
from orchestration.sql import literal

EMAIL_LIKE = r"[^\s@]+@[^\s@]+\.[^\s@]"
PHONE_LIKE = r"(^|[^0-9A-Za-z])\+[1-9][0-9]{6,14}($|[^0-9])"

# Members of a segment are either in the audience of a channel or excluded from it with a reason.
# Which channels: those the segment is meant for, and those where any of its members stands.
_CHANNEL_NAMES = ", ".join(literal(name) for name in CHANNELS)
_UNDECIDED = f"""
with
decided as (
    select channel, segment, customer_id from activation.audience_members
    union all
    select channel, segment, customer_id from activation.audience_exclusions
),
meant as (
    select unnest(string_split(channels, '|')) as channel, segment from activation.segment_catalog
),
pairs as (
    select channel, segment from meant where channel in ({_CHANNEL_NAMES})
    union
    select channel, segment from decided
),
expected as (
    select pairs.channel, pairs.segment, segment_members.customer_id
    from pairs
    inner join activation.segment_members on pairs.segment = segment_members.segment
),
differences as (
    (select * from decided except all select * from expected)
    union all
    (select * from expected except all select * from decided)
)
select channel || '/' || segment, count(*) from differences group by all order by all
"""

_MISCOUNTED = """
with sizes as (
    select segment, count(*) as member_count from activation.segment_members group by segment
)
select
    coalesce(segment_catalog.segment, sizes.segment),
    abs(coalesce(segment_catalog.member_count, 0) - coalesce(sizes.member_count, 0))
from activation.segment_catalog
full join sizes on segment_catalog.segment = sizes.segment
where coalesce(segment_catalog.member_count, 0) != coalesce(sizes.member_count, 0)
order by all
"""


@dataclass(frozen=True)
class Audited:
    """The serving file and Parquet tables under audit, and the rows their writer says they have."""

    connection: duckdb.DuckDBPyConnection
    tables: Path
    row_counts: Mapping[str, int]

    def rows(self, query: str) -> list[tuple[str, int]]:
        """The rows of a query that returns a name and a number."""
        return self.connection.execute(query).fetchall()

    def columns(self, condition: str) -> list[tuple[str, str]]:
        """Table and name of the columns that meet a condition."""
        return self.connection.execute(
            "select table_name, column_name from duckdb_columns() "
            f"where schema_name = 'activation' and {condition} order by all"
        ).fetchall()


def rows_are_all_there(audited: Audited) -> list[str]:
    """The tables whose row count is not the writer's."""
    found = {
        table: audited.rows(f'select {literal(table)}, count(*) from activation."{table}"')[0][1]
        for (table, _) in audited.columns("column_index = 1")
    }
    tables = sorted({*found, *audited.row_counts})
    return [
        f"{table} has {found.get(table, 0)} rows instead of {audited.row_counts.get(table, 0)}"
        for table in tables
        if found.get(table) != audited.row_counts.get(table)
    ]


def every_row_names_one_snapshot(audited: Audited) -> list[str]:
    """The tables that do not carry the publication's snapshot_id on every row."""
    carriers = {table for (table, _) in audited.columns("column_name = 'snapshot_id'")}
    missing = [
        f"{table} has no snapshot_id" for table in audited.row_counts if table not in carriers
    ]
    strangers = [
        row
        for table in sorted(carriers)
        for row in audited.rows(
            f'select {literal(table)}, count(*) from activation."{table}" where snapshot_id '
            "is distinct from (select snapshot_id from activation.publication) having count(*) > 0"
        )
    ]
    return missing + [f"{table} has {count} rows of another snapshot" for table, count in strangers]


def no_text_looks_like_an_address(audited: Audited) -> list[str]:
    """The columns with a value that looks like an e-mail or a phone, never the value."""
    found = [
        row
        for table, column in audited.columns("data_type like '%VARCHAR%'")
        for row in audited.rows(
            f'select {literal(f"{table}.{column}")}, count(*) from activation."{table}" '
            f"where regexp_matches(cast(\"{column}\" as varchar), '{EMAIL_LIKE}|{PHONE_LIKE}') "
            "having count(*) > 0"
        )
    ]
    return [
        f"{column} has {count} values that look like an e-mail or phone" for column, count in found
    ]


def flags_agree_with_members(audited: Audited) -> list[str]:
    """The segments whose flag in customer_segments disagrees with segment_members."""
    names = {name for _, name in audited.columns("table_name = 'customer_segments'")}
    slugs = [slug for slug, _ in audited.rows("select segment, 0 from activation.segment_catalog")]
    failures = []
    for slug in sorted(slugs):
        if slug not in names:
            failures.append(f"customer_segments has no flag of segment {slug}")
            continue
        members = (
            f"select customer_id from activation.segment_members where segment = {literal(slug)}"
        )
        flagged = f'select customer_id from activation.customer_segments where "{slug}"'
        query = (
            f"select {literal(slug)}, count(*) from (({members} except all {flagged}) "
            f"union all ({flagged} except all {members})) having count(*) > 0"
        )
        failures += [
            f"{count} members of {name} disagree with its flag"
            for name, count in audited.rows(query)
        ]
    return failures


def catalog_counts_its_members(audited: Audited) -> list[str]:
    """The segments whose size in the catalogue is not the number of their members."""
    return [
        f"segment_catalog is off by {count} for {name}" for name, count in audited.rows(_MISCOUNTED)
    ]


def every_member_is_decided_once(audited: Audited) -> list[str]:
    """The audiences where members are neither in nor excluded, or both."""
    return [f"{count} members are undecided in {name}" for name, count in audited.rows(_UNDECIDED)]


def parquet_is_the_serving_file(audited: Audited) -> list[str]:
    """Where the Parquet tables are not what their manifest or the serving file says."""
    return table_failures(audited.connection, audited.tables)


CHECKS: tuple[Callable[[Audited], list[str]], ...] = (
    rows_are_all_there,
    every_row_names_one_snapshot,
    no_text_looks_like_an_address,
    flags_agree_with_members,
    catalog_counts_its_members,
    every_member_is_decided_once,
    parquet_is_the_serving_file,
)


def audit(path: Path, tables: Path, row_counts: Mapping[str, int]) -> list[str]:
    """What is wrong with a publication, as short phrases without values; empty when sound."""
    connection = duckdb.connect(str(path), read_only=True)
    try:
        audited = Audited(connection, tables, row_counts)
        return [failure for check in CHECKS for failure in check(audited)]
    finally:
        connection.close()


def audit_in_second_process(path: Path, tables: Path, row_counts: Mapping[str, int]) -> None:
    """Raise TresseError with what a fresh process finds wrong with a publication."""
    done = subprocess.run(
        [sys.executable, "-m", "orchestration.publish.checks", str(path), str(tables)],
        input=json.dumps(row_counts),
        cwd=PROJECT_DIR,
        capture_output=True,
        text=True,
    )
    if done.returncode != 0:
        reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise TresseError(
            f"The new publication could not be read back ({reason}): nothing was published and "
            "the last publication stays; run again."
        )
    failures = json.loads(done.stdout)
    if failures:
        raise TresseError(
            f"Nothing was published and the last publication stays: {'; '.join(failures[:5])}"
            f"{f' and {len(failures) - 5} more' if len(failures) > 5 else ''}."
        )


if __name__ == "__main__":
    print(json.dumps(audit(Path(sys.argv[1]), Path(sys.argv[2]), json.load(sys.stdin))))
