"""The views of the warehouse file over the Parquet that Spark wrote, typed as the YAML says."""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import duckdb

from orchestration.errors import TresseError
from orchestration.manifest import Node
from orchestration.settings import Settings
from orchestration.sql import literal
from orchestration.warehouse import open_warehouse

_WHOLE = re.compile(r"U?(TINY|SMALL|BIG|HUGE)?INT|U?INTEGER")
_DECIMAL = re.compile(r"DECIMAL\(\d+,(?P<scale>\d+)\)")


def replace_views(settings: Settings, builds: Path, build: Path, models: Sequence[Node]) -> None:
    """Let each model be a view over its folder of a build: all of them or, on an error, none."""
    with open_warehouse(settings) as connection:
        connection.execute("begin")
        try:
            _drop_views_over(connection, builds)
            for model in models:
                _replace(connection, model, build / model.schema / model.name)
            connection.execute("commit")
        except BaseException:
            # A commit that fails has rolled back already.
            with suppress(duckdb.TransactionException):
                connection.execute("rollback")
            raise


def _drop_views_over(connection: duckdb.DuckDBPyConnection, builds: Path) -> None:
    """Drop the views of earlier builds, whether or not this one has their model."""
    views = connection.execute(
        "select schema_name, view_name from duckdb_views() where contains(sql, ?)", [f"{builds}/"]
    ).fetchall()
    for schema, name in views:
        connection.execute(f'drop view "{schema}"."{name}"')


def _replace(connection: duckdb.DuckDBPyConnection, model: Node, folder: Path) -> None:
    query = _query(connection, model, folder)
    connection.execute(f'create schema if not exists "{model.schema}"')
    kinds = connection.execute(
        "select table_type from information_schema.tables "
        "where table_schema = ? and table_name = ? and table_catalog = current_database()",
        [model.schema, model.name],
    ).fetchall()
    for (kind,) in kinds:
        connection.execute(f"drop {'view' if kind == 'VIEW' else 'table'} {model.relation}")
    connection.execute(f"create view {model.relation} as {query}")


def _query(connection: duckdb.DuckDBPyConnection, model: Node, folder: Path) -> str:
    """The select of a model's declared columns, in their order, from its files."""
    declared = _declared(connection, model)
    if not any(folder.glob("*.parquet")):
        nothing = ", ".join(f'cast(null as {kind}) as "{name}"' for name, kind in declared.items())
        return f"select {_known(model, nothing)} where false"
    # Not to take a folder named a=b above the lake for a column.
    source = f"read_parquet({literal(folder / '*.parquet')}, hive_partitioning = false)"
    rows = connection.execute(f"describe select * from {source}").fetchall()
    written = {str(name).lower(): str(kind) for name, kind, *_ in rows}
    if not declared:
        return f"select * from {source}"
    _require_same_columns(model, declared, written)
    columns = [_column(model, name, written[name.lower()], kind) for name, kind in declared.items()]
    return f"select {', '.join(columns)} from {source}"


def _known(model: Node, columns: str) -> str:
    if not columns:
        raise TresseError(
            f"Spark wrote no file for {model.name}, and {model.path} has no YAML with the types "
            "of its columns: declare them."
        )
    return columns


def _declared(connection: duckdb.DuckDBPyConnection, model: Node) -> Mapping[str, str]:
    """DuckDB's name of each declared column's type; empty unless every column has one."""
    if not model.columns or not all(column.data_type for column in model.columns):
        return {}
    types = ", ".join(f"typeof(cast(null as {column.data_type}))" for column in model.columns)
    [names] = connection.execute(f"select {types}").fetchall()
    return dict(zip((column.name for column in model.columns), names, strict=True))


def _require_same_columns(
    model: Node, declared: Mapping[str, str], written: Mapping[str, str]
) -> None:
    different = sorted({name.lower() for name in declared} ^ written.keys())
    if different:
        where = "lacks" if different[0] not in written else "has an undeclared"
        raise TresseError(
            f"What Spark wrote of {model.name} {where} column {different[0]}: build {model.name} "
            "again, or mend its YAML; what is published stays."
        )


def _column(model: Node, name: str, written: str, declared: str) -> str:
    """The column as declared, where a change of type changes no value."""
    if written == declared:
        return f'"{name}"'
    if (written, declared) == ("TIMESTAMP WITH TIME ZONE", "TIMESTAMP"):
        return f'"{name}" at time zone \'UTC\' as "{name}"'
    if _is_exact(written, declared):
        return f'cast("{name}" as {declared}) as "{name}"'
    raise TresseError(
        f"Spark wrote {model.name}.{name} as {written.lower()}, and its YAML says "
        f"{declared.lower()}: cast it in {model.path}; what is published stays."
    )


def _is_exact(written: str, declared: str) -> bool:
    """A cast of numbers keeps every digit: what does not fit is refused, not rounded."""
    scales = _scale(written), _scale(declared)
    return scales[0] is not None and scales[1] is not None and scales[0] <= scales[1]


def _scale(kind: str) -> int | None:
    """The digits after the decimal point; None for what is no exact number."""
    if _WHOLE.fullmatch(kind):
        return 0
    decimal = _DECIMAL.fullmatch(kind)
    return int(decimal["scale"]) if decimal else None
