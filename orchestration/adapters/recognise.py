"""Which table of a vendor is this? Its header says so, and its name where two would do."""

import re
from collections.abc import Sequence

from orchestration.adapters.adapter import Adapter, VendorTable
from orchestration.landing.header import plain_name

WORD = re.compile(r"[^a-z0-9]+")
# Loaders and shops put a word of their own before a table's name: `ps_orders`, `shopify_order`.
MOST_PREFIX_WORDS = 1
# By its header alone a file is a table of which it has nearly all columns, and not just a few.
LEAST_SHARE = 0.8
LEAST_COLUMNS = 5


def recognise(
    file_name: str, names: Sequence[str], adapters: Sequence[Adapter]
) -> VendorTable | None:
    """The table whose identifying columns the header has; of several the one named in the file.

    Of tables that are named alike, as those of two shapes, the one with most of its columns there.
    """
    plain = {plain_name(name) for name in names}
    fitting = [table for table in _tables(adapters) if not _lacking(table, plain)]
    run = {table.shape.name: _longest_run(file_name, table.name) for table in fitting}
    longest = max(run.values(), default=0)
    if longest:
        named = [table for table in fitting if run[table.shape.name] == longest]
        return max(named, key=lambda table: (_found(table, plain), _share(table, plain)))
    fitting = [table for table in fitting if _found(table, plain) >= LEAST_COLUMNS]
    shares = {table.shape.name: _share(table, plain) for table in fitting}
    best = max(shares.values(), default=0.0)
    likeliest = [table for table in fitting if shares[table.shape.name] == best]
    # Two that fit alike are no recognition.
    return likeliest[0] if len(likeliest) == 1 and best >= LEAST_SHARE else None


def lacking_columns(
    file_name: str, names: Sequence[str], adapters: Sequence[Adapter]
) -> tuple[str, ...]:
    """What a file lacks that has exactly the name of a table; none when it has no such name."""
    plain = {plain_name(name) for name in names}
    lacking = [
        _lacking(table, plain)
        for table in _tables(adapters)
        if _is_exactly_named(file_name, table.name)
    ]
    return tuple(sorted(min(lacking, key=len, default=())))


def _tables(adapters: Sequence[Adapter]) -> list[VendorTable]:
    return [table for adapter in adapters for table in adapter.tables]


def _lacking(table: VendorTable, plain: set[str]) -> frozenset[str]:
    return frozenset(
        column.name
        for column in table.shape.columns
        if column.required and not plain.intersection((column.name, *column.aliases))
    )


def _found(table: VendorTable, plain: set[str]) -> int:
    return sum(
        bool(plain.intersection((column.name, *column.aliases))) for column in table.shape.columns
    )


def _share(table: VendorTable, plain: set[str]) -> float:
    return _found(table, plain) / len(table.shape.columns)


def _words(file_name: str) -> list[str]:
    stem = file_name.casefold().removesuffix(".gz").rpartition(".")[0] or file_name.casefold()
    return [word for word in WORD.split(stem) if word]


def _longest_run(file_name: str, table: str) -> int:
    """How many words the table's name has, when the file's name has them in a row."""
    words, wanted = _words(file_name), table.split("_")
    there = any(
        words[start : start + len(wanted)] == wanted
        for start in range(len(words) - len(wanted) + 1)
    )
    return len(wanted) if there else 0


def _is_exactly_named(file_name: str, table: str) -> bool:
    words, wanted = _words(file_name), table.split("_")
    return words[-len(wanted) :] == wanted and len(words) - len(wanted) <= MOST_PREFIX_WORDS
