"""What a publication leaves in the warehouse for the next build: ids, changes, daily sizes."""

from contextlib import suppress
from datetime import date

import duckdb

from orchestration.errors import TresseError
from orchestration.manifest import Manifest, Node

_HISTORIES = ("segment_changes", "segment_daily")


def last_published(connection: duckdb.DuckDBPyConnection) -> date | None:
    """The newest day published so far; None before the first publication."""
    try:
        [(day,)] = connection.execute("select max(as_of) from published.segment_daily").fetchall()
    except duckdb.CatalogException:
        raise TresseError("The warehouse has not been built yet: run `tresse run`.") from None
    return day if isinstance(day, date) else None


def refuse_backfill(last: date | None, as_of: date) -> None:
    """Raise TresseError when a later day is already published."""
    if last is not None and as_of < last:
        raise TresseError(
            f"{last} is already published, so {as_of} would take readers back in time: "
            "publish a later day, or say --allow-backfill."
        )


def write_state(
    connection: duckdb.DuckDBPyConnection, manifest: Manifest, as_of: date, is_backfill: bool
) -> None:
    """Record a publication for the next build: all of it or, on an error, nothing."""
    connection.execute("begin")
    try:
        _write_identities(connection, manifest, is_backfill)
        for name in _HISTORIES:
            _write_day(connection, _published(manifest, name), manifest.model(name), as_of)
        connection.execute("commit")
    except BaseException:
        # A commit that fails has rolled back already.
        with suppress(duckdb.TransactionException):
            connection.execute("rollback")
        raise


def _write_identities(
    connection: duckdb.DuckDBPyConnection, manifest: Manifest, is_backfill: bool
) -> None:
    state = _published(manifest, "customer_identities")
    model = manifest.model("customer_identities")
    columns = _names(state)
    # An older day knows fewer records: those it does not know keep the id they were given.
    known = f"where record_id in (select record_id from {model.relation})" if is_backfill else ""
    connection.execute(f"delete from {state.relation} {known}")
    connection.execute(
        f"insert into {state.relation} ({columns}) select {columns} from {model.relation}"
    )


def _write_day(
    connection: duckdb.DuckDBPyConnection, state: Node, model: Node, as_of: date
) -> None:
    columns = _names(state)
    connection.execute(f"delete from {state.relation} where as_of = ?", [as_of])
    connection.execute(
        f"insert into {state.relation} ({columns}) "
        f"select {columns} from {model.relation} where as_of = ?",
        [as_of],
    )


def _published(manifest: Manifest, name: str) -> Node:
    for node in manifest.of_type("source"):
        if node.schema == "published" and node.name == name:
            return node
    raise TresseError(f"models/_published__sources.yml declares no table {name}: declare it.")


def _names(state: Node) -> str:
    return ", ".join(f'"{column.name}"' for column in state.columns)
