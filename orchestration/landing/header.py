"""What are this file's columns? Read before the data, so that nothing is taken by position."""

import csv
import io
import re
from dataclasses import dataclass
from unicodedata import normalize

from orchestration.errors import TresseError
from orchestration.landing.decode import TextFile, open_bytes

DELIMITERS = (",", ";", "\t", "|")
# Far beyond any real header: only as much is looked at.
HEAD = 1024 * 1024
INVISIBLE = re.compile("[\ufeff\u200b-\u200d\u2060]")


@dataclass(frozen=True)
class Header:
    """A CSV file's column names as written, and what parts its cells."""

    delimiter: str
    names: tuple[str, ...]


def read_header(text: TextFile, name: str, known: tuple[str, ...]) -> Header | None:
    """The header that fits the known names best; None when the file is empty."""
    with (
        open_bytes(text.path, text.compressed) as stream,
        io.TextIOWrapper(stream, encoding="utf-8-sig", newline="") as reader,
    ):
        return header_of(reader.read(HEAD), name, known)


def header_of(head: str, name: str, known: tuple[str, ...]) -> Header | None:
    """The header that a text begins with, as `read_header`."""
    if not head.strip():
        return None
    headers = [Header(mark, _first_record(head, mark, name)) for mark in DELIMITERS]
    best = max(headers, key=lambda header: _fit(header, known))
    if len(best.names) < 2:
        raise TresseError(
            f"{name}: its first line has one column only; it must be a header whose names are "
            f"parted by a comma, a semicolon, a tab or a bar."
        )
    return best


def plain_name(name: str) -> str:
    """The name as the contract would write it: `" Order ID "` is `order_id`.

    An accent is part of its letter, though some systems write it apart.
    """
    words = (
        normalize("NFC", INVISIBLE.sub("", name))
        .casefold()
        .replace("-", " ")
        .replace("_", " ")
        .split()
    )
    return "_".join(words)


def _first_record(head: str, delimiter: str, name: str) -> tuple[str, ...]:
    try:
        return tuple(next(csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)))
    except csv.Error as error:
        raise TresseError(f"{name}: its header cannot be read: {error}.") from None


def _fit(header: Header, known: tuple[str, ...]) -> tuple[int, int]:
    found = {plain_name(name) for name in header.names}
    return len(found.intersection(known)), len(header.names)
