"""The serving file: the published tables, without a name, address, e-mail or phone."""

import json
import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

import duckdb

from orchestration.errors import TresseError
from orchestration.files import sync_to_disk
from orchestration.manifest import Column, Manifest, Node
from orchestration.publish.snapshot import (
    CONTRACT_VERSION,
    Snapshot,
    git_sha,
)
from orchestration.settings import Settings
from orchestration.sql import literal

PUBLISHED_MODELS = (
    "customers",
    "customer_features",
    "customer_segments",
    "segment_members",
    "segment_changes",
    "segment_catalog",
    "segment_daily",
    "audience_members",
    "audience_exclusions",
)
_PUBLISHED_CLASSES = ("P0", "P1")
_CLASSES = (*_PUBLISHED_CLASSES, "P2", "P3")

# Name, type and comment of the columns of the table `publication`.
_PUBLICATION = (
    ("snapshot_id", "varchar", "publication, on every row of every table; sorts by time"),
    ("as_of", "date", "last day counted"),
    ("built_at", "timestamp", "when it was published (UTC)"),
    ("contract_version", "varchar", "version of the published tables' shape"),
    ("checks_passed", "bigint", "tests of the build and checks of this file; one failing stops it"),
    ("git_sha", "varchar", "commit of the project; null outside git"),
    ("row_counts", "varchar", "rows of each table, as JSON"),
)


def published_models(manifest: Manifest) -> tuple[Node, ...]:
    """The models that BI may see, in the order in which data flows."""
    return tuple(manifest.model(name) for name in PUBLISHED_MODELS)


def published_columns(model: Node) -> tuple[Column, ...]:
    """The columns of a model that hold no directly identifying value."""
    for column in model.columns:
        if column.pii not in _CLASSES:
            raise TresseError(
                f"{model.path}: column {column.name} of {model.name} has no personal data class: "
                "give it `config: {meta: {pii: P0}}` (to P3) in its YAML."
            )
    return tuple(column for column in model.columns if column.pii in _PUBLISHED_CLASSES)


def require_day(connection: duckdb.DuckDBPyConnection, models: Sequence[Node], as_of: date) -> None:
    """Refuse a warehouse that is empty or whose models were built for another day."""
    for model in models:
        if "as_of" not in {column.name for column in model.columns}:
            continue
        rows = connection.execute(f"select distinct as_of from {model.relation}").fetchall()
        days = {str(day) for (day,) in rows}
        if model.name == "customer_features" and not days:
            raise TresseError(
                f"The warehouse holds no customer as of {as_of}: land data and build first; "
                "what is published stays."
            )
        if not _is_built_for(model, days, str(as_of)):
            raise TresseError(
                f"The warehouse holds {model.name} of {max(days)}, not of {as_of}: "
                f"build {as_of} first."
            )


def _is_built_for(model: Node, days: set[str], as_of: str) -> bool:
    # A model with as_of in its grain also keeps the days published before.
    if "as_of" not in model.grain:
        return days <= {as_of}
    # A day without any change is a day like others.
    return model.name == "segment_changes" or not days or as_of in days


def needed_bytes(connection: duckdb.DuckDBPyConnection, models: Sequence[Node]) -> int:
    """A generous estimate of the disk space that one publication takes."""
    needed = 4_000_000
    for model in models:
        rows = _count(connection, model.relation)
        # Bytes a value: 16 in the serving file, 8 in Parquet; two rows for each exported one.
        needed += rows * (16 + 8) * len(model.columns)
        needed += rows * 250 if model.name == "audience_members" else 0
    return needed


def write_serving(
    connection: duckdb.DuckDBPyConnection,
    draft: Path,
    models: Sequence[Node],
    snapshot: Snapshot,
    checks_passed: int,
) -> Mapping[str, int]:
    """Write the published tables to a new file and return the rows of each."""
    draft.parent.mkdir(parents=True, exist_ok=True)
    # Readers of DuckDB 1.x open this version of the format only.
    connection.execute(f"attach {literal(draft)} as serving (storage_version 'v1.0.0')")
    try:
        connection.execute("create schema serving.activation")
        row_counts = {model.name: _copy(connection, model, snapshot) for model in models}
        _write_publication(connection, snapshot, checks_passed, row_counts)
        connection.execute("checkpoint serving")
    finally:
        with suppress(duckdb.Error):
            connection.execute("detach serving")
    sync_to_disk(draft)
    return {**row_counts, "publication": 1}


def serving_draft(settings: Settings) -> Path:
    """Where the next serving file is written, beside the one it replaces."""
    return settings.serving.with_name(settings.serving.name + ".tmp")


def sweep_serving(settings: Settings) -> None:
    """Remove the draft that an interrupted publication left behind."""
    for path in settings.serving.parent.glob(settings.serving.name + ".tmp*"):
        path.unlink()


def replace_serving(draft: Path, serving: Path) -> None:
    """Put the new file in the place of the old one; open readers keep the old one."""
    if serving.exists():
        shutil.copymode(serving, draft)
    draft.replace(serving)
    sync_to_disk(serving.parent)


def _copy(connection: duckdb.DuckDBPyConnection, model: Node, snapshot: Snapshot) -> int:
    columns = published_columns(model)
    names = ", ".join(f'"{column.name}"' for column in columns)
    grain = ", ".join(f'"{name}"' for name in model.grain) or "all"
    table = f'serving.activation."{model.name}"'
    connection.execute(
        f"create table {table} as select {names}, {literal(snapshot.snapshot_id)} as snapshot_id "
        f"from {model.relation} order by {grain}"
    )
    comments = {column.name: column.description for column in columns}
    _comment(connection, table, model.description, {**comments, "snapshot_id": "publication"})
    return _count(connection, table)


def _write_publication(
    connection: duckdb.DuckDBPyConnection,
    snapshot: Snapshot,
    checks_passed: int,
    row_counts: Mapping[str, int],
) -> None:
    table = "serving.activation.publication"
    columns = ", ".join(f"{name} {data_type}" for name, data_type, _ in _PUBLICATION)
    connection.execute(f"create table {table} ({columns})")
    row = (
        snapshot.snapshot_id,
        snapshot.as_of,
        snapshot.built_at,
        CONTRACT_VERSION,
        checks_passed,
        git_sha(),
        json.dumps(row_counts),
    )
    connection.execute(f"insert into {table} values (?, ?, ?, ?, ?, ?, ?)", row)
    comments = {name: comment for name, _, comment in _PUBLICATION}
    _comment(connection, table, "One row: the publication that this file is.", comments)


def _comment(
    connection: duckdb.DuckDBPyConnection, table: str, text: str, columns: Mapping[str, str]
) -> None:
    connection.execute(f"comment on table {table} is {literal(text)}")
    for name, comment in columns.items():
        connection.execute(f'comment on column {table}."{name}" is {literal(comment)}')


def _count(connection: duckdb.DuckDBPyConnection, relation: str) -> int:
    [(count,)] = connection.execute(f"select count(*) from {relation}").fetchall()
    return int(count)
