"""A DuckDB dialect for SQLAlchemy whose results outlive their transaction.

Great Expectations fetches the rows of a query after it has given its connection back. Giving it
back rolls back, and DuckDB drops the open result of a rolled-back transaction: every metric then
sees no rows ("list index out of range"), with every driver and version tried. Here a cursor
fetches all rows as soon as it executes. That is affordable: gates only ask for counts.

Importing this module registers the dialect: `duckdb+buffered:///path`.
"""

from collections import deque
from typing import Any

import duckdb_engine
from sqlalchemy import text
from sqlalchemy.dialects import registry
from sqlalchemy.types import NullType

COLUMNS = text(
    "select column_name from information_schema.columns"
    " where table_schema = :schema and table_name = :table order by ordinal_position"
)


class BufferedCursor(duckdb_engine.CursorWrapper):
    """A cursor that holds its rows itself."""

    def __init__(self, raw: Any, connection: "BufferedConnection") -> None:
        super().__init__(raw, connection)
        self._raw = raw
        self._rows: deque[Any] = deque()
        self._description: Any = None

    def execute(self, statement: str, parameters: Any = None, context: Any = None) -> None:
        """Execute and fetch at once."""
        super().execute(statement, parameters, context)
        self._description = self._raw.description
        self._rows = deque(self._raw.fetchall()) if self._description else deque()

    def executemany(self, statement: str, parameters: Any = None, context: Any = None) -> None:
        """Execute for each set of parameters; such statements return no rows."""
        super().executemany(statement, parameters, context)
        self._rows, self._description = deque(), None

    @property
    def description(self) -> Any:
        """Columns of the fetched rows, or None."""
        return self._description

    def fetchone(self) -> Any:
        """The next row, or None."""
        return self._rows.popleft() if self._rows else None

    def fetchmany(self, size: int | None = None) -> list[Any]:
        """The next rows, at most size (one by default, as DB-API says)."""
        return [self._rows.popleft() for _ in range(min(size or 1, len(self._rows)))]

    def fetchall(self) -> list[Any]:
        """All rows that are left."""
        rows, self._rows = list(self._rows), deque()
        return rows


class BufferedConnection(duckdb_engine.ConnectionWrapper):
    """A connection whose cursors are buffered."""

    def __init__(self, raw: Any) -> None:
        super().__init__(raw)
        self._raw = raw

    def cursor(self) -> BufferedCursor:
        """A new buffered cursor."""
        return BufferedCursor(self._raw, self)


class BufferedDialect(duckdb_engine.Dialect):
    """duckdb-engine's dialect over buffered connections."""

    supports_statement_cache = False

    def connect(self, *args: Any, **options: Any) -> BufferedConnection:
        """A buffered connection over the raw one (a private attribute: duckdb-engine is pinned)."""
        return BufferedConnection(super().connect(*args, **options)._ConnectionWrapper__c)

    # The two reflections below replace PostgreSQL's, whose catalogue DuckDB has only in part.
    def get_columns(
        self, connection: Any, table_name: str, schema: str | None = None, **_: Any
    ) -> list[Any]:
        """The names of a table's columns; their types do not matter to a gate."""
        names = connection.execute(
            COLUMNS, {"schema": schema or "main", "table": table_name}
        ).scalars()
        return [{"name": name, "type": NullType(), "nullable": True} for name in names]

    def get_pk_constraint(self, *_: Any, **__: Any) -> Any:
        """No key: raw tables have none."""
        return {"constrained_columns": [], "name": None}


registry.register("duckdb.buffered", __name__, "BufferedDialect")
