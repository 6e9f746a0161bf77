"""What are this file's columns? From its first bytes, before it is known which table it is."""

import codecs
import json
import zlib
from contextlib import closing

import duckdb

from orchestration.contract.contract import load_contract
from orchestration.errors import TresseError
from orchestration.landing.decode import UTF_16, open_bytes
from orchestration.landing.delivered import DeliveredFile, Format
from orchestration.landing.header import HEAD, header_of
from orchestration.sql import file_literal


def column_names(file: DeliveredFile) -> tuple[str, ...]:
    """The names as written, or the keys of the first JSON record; none of an empty file."""
    if file.format is Format.PARQUET:
        return _parquet_names(file)
    head = _head(file)
    if file.format is Format.CSV:
        known = {name for table in load_contract().tables for name in table.column_names}
        header = header_of(head, file.name, tuple(known))
        return header.names if header else ()
    try:
        record = json.loads(head.partition("\n")[0] or "{}")
    except ValueError:
        return ()
    return tuple(record) if isinstance(record, dict) else ()


def _head(file: DeliveredFile) -> str:
    """The first text of the file; a character cut in two at its end does not matter."""
    try:
        with open_bytes(file.path, file.compressed) as stream:
            head = stream.read(HEAD)
    except (OSError, EOFError, zlib.error) as error:
        raise TresseError(f"{file.name}: cannot be read: {error}; deliver it again.") from None
    if head.startswith(UTF_16):
        return codecs.getincrementaldecoder("utf-16")().decode(head)
    try:
        return codecs.getincrementaldecoder("utf-8-sig")().decode(head)
    except UnicodeDecodeError:
        return head.decode("cp1252", errors="replace")


def _parquet_names(file: DeliveredFile) -> tuple[str, ...]:
    query = f"describe select * from read_parquet({file_literal(file.path)})"
    try:
        with closing(duckdb.connect()) as connection:
            return tuple(str(row[0]) for row in connection.execute(query).fetchall())
    except duckdb.Error:
        raise TresseError(f"{file.name}: cannot be read as parquet; deliver it again.") from None
