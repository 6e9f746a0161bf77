"""The gates' memory in the warehouse: what has landed, and the counts of earlier runs."""

from dataclasses import astuple

import duckdb

from orchestration.contract.contract import Contract
from orchestration.errors import TresseError
from orchestration.gates.drift import Observation, Place
from orchestration.gates.report import GateReport, PastRun

CREATE = """
create table if not exists raw.gate_results (
    run_id varchar,
    as_of date,
    checked_at timestamp,
    source_table varchar,
    source_id varchar,
    expectation varchar,
    column_name varchar,
    severity varchar,
    success boolean,
    observed double,
    row_count bigint,
    sentence varchar
)
"""

# A load that stopped its run is no measure of the next one, in anything that it holds.
LAST_GOOD = """
select source_table, source_id, expectation, column_name, max_by((observed, row_count), checked_at)
from raw.gate_results
where
    observed is not null
    and (run_id, source_table, source_id) not in (
        select (run_id, source_table, source_id)
        from raw.gate_results
        where not success and severity = 'critical'
    )
group by source_table, source_id, expectation, column_name
"""

HISTORY = """
select
    run_id,
    max(as_of),
    max(checked_at),
    count(*),
    count(case when not success and severity = 'critical' then 1 end),
    count(case when not success and severity = 'warning' then 1 end)
from raw.gate_results
group by run_id
order by max(checked_at) desc, run_id
limit ?
"""


def landed_rows(
    connection: duckdb.DuckDBPyConnection, contract: Contract
) -> dict[tuple[str, str], int]:
    """Rows per table and source, where there are any."""
    known = set(_raw_tables(connection))
    missing = [table.name for table in contract.tables if table.name not in known]
    if missing:
        raise TresseError(f"The warehouse has no table raw.{missing[0]}; land the inbox first.")
    query = " union all ".join(
        f"select '{table.name}', source_id, count(*) from raw.{table.name} group by source_id"
        for table in contract.tables
    )
    rows = connection.execute(query).fetchall()
    return {(table, source_id): count for table, source_id, count in rows}


def last_good(connection: duckdb.DuckDBPyConnection) -> dict[Place, Observation]:
    """What was counted of each table and source the last time that nothing of it stopped a run."""
    if "gate_results" not in _raw_tables(connection):
        return {}
    rows = connection.execute(LAST_GOOD).fetchall()
    return {Place(*place): Observation(observed, count) for *place, (observed, count) in rows}


def save(connection: duckdb.DuckDBPyConnection, report: GateReport) -> None:
    """Add the outcomes of a run."""
    connection.execute(CREATE)
    head = (report.run_id, report.as_of, report.checked_at)
    rows = [(*head, *astuple(result)) for result in report.results]
    connection.executemany(f"insert into raw.gate_results values ({', '.join('?' * 12)})", rows)


def history(connection: duckdb.DuckDBPyConnection, runs: int) -> list[PastRun]:
    """The last runs, newest first."""
    return [PastRun(*row) for row in connection.execute(HISTORY, [runs]).fetchall()]


def _raw_tables(connection: duckdb.DuckDBPyConnection) -> list[str]:
    query = "select table_name from information_schema.tables where table_schema = 'raw'"
    return [name for (name,) in connection.execute(query).fetchall()]
