"""From the warehouse file to Spark: the book-keeping tables that the models read as sources."""

from pathlib import Path

import duckdb

from orchestration.dbt import fresh_manifest
from orchestration.files import sync_to_disk
from orchestration.lake import file_mode, make_folder
from orchestration.manifest import Manifest, Node, load_manifest
from orchestration.settings import Settings
from orchestration.sql import literal
from orchestration.warehouse import open_warehouse

# Beside it lie the files that landing wrote: the name is nobody else's.
FILE = "handed_over.parquet"


def hand_over(settings: Settings) -> tuple[str, ...]:
    """Give Spark the sources that are tables of the warehouse file, and return their names.

    Nothing where DuckDB builds. The warehouse file stays the truth: what is handed over is a copy
    of the moment, replaced before every build.
    """
    if not settings.is_spark:
        return ()
    # Where Spark in dbt's own process keeps its catalogue and tables.
    (settings.data_dir / "spark").mkdir(mode=0o700, parents=True, exist_ok=True)
    return write_tables(settings, load_manifest(fresh_manifest(settings)))


def write_tables(settings: Settings, manifest: Manifest) -> tuple[str, ...]:
    """Write each source that is a table as one Parquet file of the lake; return their names."""
    sources = manifest.of_type("source")
    make_folder(settings, settings.lake)
    with open_warehouse(settings) as connection:
        _create_published(connection, sources)
        tables = _tables(connection)
        handed = [source for source in sources if (source.schema, source.name) in tables]
        for source in handed:
            _write(connection, settings, source)
    for source in sources:
        if source not in handed:
            # Once a table, now a view over files of its own: Spark would read its rows twice.
            (_folder(settings, source) / FILE).unlink(missing_ok=True)
    return tuple(f"{source.schema}.{source.name}" for source in handed)


def _create_published(connection: duckdb.DuckDBPyConnection, sources: tuple[Node, ...]) -> None:
    """Make the state of publications empty where none was published: here dbt cannot."""
    connection.execute("create schema if not exists published")
    for source in sources:
        if source.schema == "published":
            columns = ", ".join(f'"{column.name}" {column.data_type}' for column in source.columns)
            connection.execute(f"create table if not exists {source.relation} ({columns})")


def _tables(connection: duckdb.DuckDBPyConnection) -> set[tuple[str, str]]:
    query = "select schema_name, table_name from duckdb_tables() where not temporary"
    return {(str(schema), str(name)) for schema, name in connection.execute(query).fetchall()}


def _folder(settings: Settings, source: Node) -> Path:
    return settings.lake / source.schema / source.name


def _write(connection: duckdb.DuckDBPyConnection, settings: Settings, source: Node) -> None:
    folder = _folder(settings, source)
    make_folder(settings, folder)
    # Spark and DuckDB both pass over a name that begins so.
    draft = folder / f"_{FILE}.tmp"
    draft.unlink(missing_ok=True)
    draft.touch(mode=0o600)
    # The declared types: a timestamp, above all, is written without a zone.
    columns = ", ".join(
        f'cast("{column.name}" as {column.data_type}) as "{column.name}"'
        for column in source.columns
    )
    connection.execute(
        f"copy (select {columns or '*'} from {source.relation}) to {literal(draft)} "
        "(format parquet, compression zstd)"
    )
    draft.chmod(file_mode(settings))
    sync_to_disk(draft)
    draft.replace(folder / FILE)
    sync_to_disk(folder)
