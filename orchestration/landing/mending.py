"""Text that was spoiled on its way, mended cell by cell where a file's bytes say that it may be.

HTML entities (`&eacute;`) come of forms that stored what a page showed; letters encoded twice
(`Ã©`) of a program that took UTF-8 for Windows' encoding. Control characters are nobody's text.
"""

import html
import re
from dataclasses import dataclass, field

import duckdb

# Of each kind what gives it away in the bytes of UTF-8; finding is cheap, mending judges.
TWICE_ENCODED = tuple(
    bytes.fromhex(trace)
    for trace in (
        "c383c2",
        "c383e2",
        "c383c5",
        "c382c2",
        "c3a2e280",
        "c3a2e282",
        "c385e2",
        "c385c2",
    )
)
CONTROLS = tuple(bytes([code]) for code in (*range(9), 11, 12, *range(14, 32), 127))
NO_CONTROLS = {code[0]: None for code in CONTROLS}
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
ENTITY_BYTES = re.compile(ENTITY.pattern.encode())
SUSPECT = re.compile("[\u00c2\u00c3\u00c5\u00e2].")
FUNCTION = "tresse_mended"


def may_hold_entities(chunk: bytes) -> bool:
    """Is there an HTML entity in the bytes?"""
    return b"&" in chunk and ENTITY_BYTES.search(chunk) is not None


def may_be_encoded_twice(chunk: bytes) -> bool:
    """Are there the traces of letters that were encoded twice?"""
    return any(trace in chunk for trace in TWICE_ENCODED)


def holds_controls(chunk: bytes) -> bool:
    """Is there a control character besides tab and newline?"""
    return any(control in chunk for control in CONTROLS)


def mended(text: str) -> str:
    """The text with its entities resolved and its letters encoded once."""
    if SUSPECT.search(text):
        text = _encoded_once(text)
    # Only with its semicolon: `&copy=1` is a part of an address.
    return ENTITY.sub(lambda entity: html.unescape(entity.group()), text)


@dataclass
class Mender:
    """Mends cells inside DuckDB's query, and counts those that it changed."""

    connection: duckdb.DuckDBPyConnection
    changed: int = field(default=0)

    def __enter__(self) -> "Mender":
        self.connection.create_function(FUNCTION, self._mend, ["VARCHAR"], "VARCHAR")
        return self

    def __exit__(self, *error: object) -> None:
        self.connection.remove_function(FUNCTION)

    def cell(self, expression: str) -> str:
        """The SQL of a mended cell; most cells are spared the call."""
        suspect = f"regexp_matches({expression}, '[&\u00c2\u00c3\u00c5\u00e2]')"
        return f"case when {suspect} then {FUNCTION}({expression}) else {expression} end"

    def _mend(self, text: str) -> str:
        result = mended(text)
        self.changed += result != text
        return result


def _encoded_once(text: str) -> str:
    """What the text was before it was taken for Windows' encoding; itself when it never was."""
    try:
        return b"".join(map(_byte, text)).decode("utf-8")
    except UnicodeError:
        return text


def _byte(letter: str) -> bytes:
    """The byte that Windows-1252 shows so; it shows five bytes as nothing of its own."""
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return letter.encode("latin-1")
