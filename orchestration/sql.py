"""What every piece of SQL that Python writes needs."""

from pathlib import Path


def literal(value: object) -> str:
    """The SQL string literal of a value's text."""
    return "'" + str(value).replace("'", "''") + "'"


def file_literal(path: Path) -> str:
    """The path as an SQL string in which no character is a pattern."""
    return literal(str(path).translate({ord(mark): f"[{mark}]" for mark in "[*?"}))
