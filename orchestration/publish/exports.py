"""The audience files: per channel and segment, a CSV and a Parquet for their owner's eyes."""

from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb

from orchestration.errors import TresseError
from orchestration.files import sha256, sync_to_disk
from orchestration.manifest import Manifest
from orchestration.publish.channels import CHANNELS, require_valid_rows
from orchestration.publish.folders import draft_in, finish_draft
from orchestration.publish.snapshot import Snapshot
from orchestration.segments.vocabulary import SLUG, WINDOWS_DEVICES
from orchestration.sql import literal

_FORMATS = {
    "csv": "format csv, header true, delimiter ','",
    "parquet": "format parquet, compression zstd",
}


@dataclass(frozen=True)
class ExportFile:
    """One file of a publication, as its manifest lists it."""

    path: str
    channel: str
    segment: str
    rows: int
    bytes: int
    sha256: str
    columns: tuple[str, ...]


def write_exports(
    connection: duckdb.DuckDBPyConnection, manifest: Manifest, snapshot: Snapshot, exports: Path
) -> tuple[ExportFile, ...]:
    """Write all audience files and, last, their manifest into the draft of a new folder."""
    draft = draft_in(exports, snapshot)
    _make_private(exports)
    _make_private(draft)
    _gather_rows(connection, manifest)
    require_valid_rows(connection)
    files = tuple(
        _write_file(connection, snapshot, draft, channel, segment, extension)
        for channel, segment in _audiences(connection, manifest)
        for extension in _FORMATS
    )
    content = {
        # No file because their source is not connected: not the same as empty.
        "not_computable": _not_computable(connection, manifest),
        "files": [asdict(file) for file in files],
    }
    finish_draft(draft, snapshot, content, mode=0o600)
    return files


def _gather_rows(connection: duckdb.DuckDBPyConnection, manifest: Manifest) -> None:
    connection.execute(
        "create or replace temp table export_rows as "
        "select channel, segment, customer_id, address "
        f"from {manifest.model('audience_members').relation} "
        "order by channel, segment, customer_id"
    )


def _audiences(connection: duckdb.DuckDBPyConnection, manifest: Manifest) -> list[tuple[str, str]]:
    """Each computable segment with the channels it is meant for, empty audiences included.

    Without a file of no rows, a destination would keep the people of yesterday.
    """
    audiences = connection.execute(
        f"""
        with meant as (
            select unnest(string_split(channels, '|')) as channel, segment
            from {manifest.model("segment_catalog").relation}
            where status = 'ok'
        )
        select channel, segment from meant
        where channel in ({", ".join(literal(name) for name in CHANNELS)})
        union
        select channel, segment from export_rows
        order by channel, segment
        """
    ).fetchall()
    return [(channel, safe_slug(segment)) for channel, segment in audiences]


def safe_slug(segment: str) -> str:
    """The slug, when it can name a file on any system; TresseError otherwise."""
    if not SLUG.fullmatch(segment) or segment in WINDOWS_DEVICES:
        raise TresseError(
            f"The segment {segment!r} cannot name a file: a slug is lower-case letters, digits "
            "and _, begins with a letter, has 2 to 63 signs and is no device name of Windows."
        )
    return segment


def _write_file(
    connection: duckdb.DuckDBPyConnection,
    snapshot: Snapshot,
    draft: Path,
    channel: str,
    segment: str,
    extension: str,
) -> ExportFile:
    form = CHANNELS[channel]
    path = draft / channel / f"{segment}.{extension}"
    _make_private(path.parent)
    [(rows,)] = connection.execute(
        f"""
        copy (
            select
                customer_id,
                {form.expression} as {form.column},
                {literal(snapshot.snapshot_id)} as snapshot_id,
                date {literal(snapshot.as_of)} as as_of
            from export_rows
            where channel = {literal(channel)} and segment = {literal(segment)}
            order by customer_id
        ) to {literal(path)} ({_FORMATS[extension]})
        """
    ).fetchall()
    path.chmod(0o600)
    sync_to_disk(path)
    return ExportFile(
        path=path.relative_to(draft).as_posix(),
        channel=channel,
        segment=segment,
        rows=rows,
        bytes=path.stat().st_size,
        sha256=sha256(path),
        columns=("customer_id", form.column, "snapshot_id", "as_of"),
    )


def _not_computable(connection: duckdb.DuckDBPyConnection, manifest: Manifest) -> list[str]:
    catalog = manifest.model("segment_catalog").relation
    rows = connection.execute(
        f"select segment from {catalog} where status != 'ok' order by segment"
    ).fetchall()
    return [segment for (segment,) in rows]


def _make_private(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
