"""Which of the file's columns are the contract's? By name, never by position."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from orchestration.contract.contract import Contract, Table, nearest
from orchestration.errors import TresseError
from orchestration.landing.header import plain_name

# Below this two names are different things; `postcode` and `postal_code` are at 0.89.
LIKENESS = 0.75
NOT_LOADED = "not in the contract, not loaded"


@dataclass(frozen=True)
class ColumnMatch:
    """Where in the file each contract column is; a column that is not there reads NULL."""

    positions: dict[str, int]
    warnings: tuple[str, ...]


def match_columns(
    name: str, names: tuple[str, ...], table: Table, contract: Contract
) -> ColumnMatch:
    """The positions of the table's columns among the file's; raises when it cannot be used."""
    positions, repeated = _positions(names, table)
    wanted = (*(column.name for column in contract.file_envelope), *table.column_names)
    unknown = tuple(found for found in positions if found not in wanted)
    missing = tuple(column for column in table.column_names if column not in positions)
    landings_own = {column.name for column in contract.envelope}
    foreign = tuple(found for found in unknown if found not in landings_own)
    _refuse_missing(name, table, missing, foreign)
    if not table.is_vendors:
        _refuse_renamed(name, missing, foreign)
    absent = tuple(column for column in missing if column not in table.defaults)
    return ColumnMatch(
        {column: positions[column] for column in wanted if column in positions},
        (
            *_warning(name, absent, "not in the file, read as unknown"),
            # What a vendor writes beside is nobody's mistake.
            *(() if table.is_vendors else _warning(name, unknown, NOT_LOADED)),
            *_warning(name, repeated, "there more than once, the first is used"),
        ),
    )


def _positions(names: tuple[str, ...], table: Table) -> tuple[dict[str, int], tuple[str, ...]]:
    """Where each column is, an alias standing for its column; and what is there once more."""
    plain = [plain_name(written) for written in names]
    column_of = {
        alias: column.name
        for column in table.columns
        if column.name not in plain
        for alias in column.aliases
    }
    positions: dict[str, int] = {}
    repeated = []
    for position, name in enumerate(plain):
        if positions.setdefault(column_of.get(name, name), position) != position:
            repeated.append(name)
    return positions, tuple(repeated)


def _refuse_missing(
    name: str, table: Table, missing: tuple[str, ...], unknown: tuple[str, ...]
) -> None:
    for column in missing:
        if table.column(column).required:
            others = f"; columns found that are not in the contract: {', '.join(unknown)}"
            raise TresseError(
                f"{name}: lacks the column {column!r} of {table.name}"
                f"{_likely(column, unknown)}{others if unknown else ''}; add it to the export."
            )


def _refuse_renamed(name: str, missing: tuple[str, ...], unknown: tuple[str, ...]) -> None:
    for column in missing:
        for found in unknown:
            if _alike(column, found):
                raise TresseError(
                    f"{name}: the column {column!r} looks renamed to {found!r}; name it "
                    f"{column!r} again, or add an empty column {column!r} if they differ."
                )


def _likely(column: str, unknown: tuple[str, ...]) -> str:
    alike = tuple(found for found in unknown if _alike(column, found))
    return f" (the nearest is {alike[0]!r})" if alike else nearest(column, unknown)


def _alike(column: str, found: str) -> bool:
    """True when the words that the two names do not share are the same but for a few letters."""
    words, other_words = column.split("_"), found.split("_")
    own = "".join(word for word in words if word not in other_words)
    other = "".join(word for word in other_words if word not in words)
    if not own or not other:
        return True
    return SequenceMatcher(None, own, other).ratio() >= LIKENESS


def _warning(name: str, columns: tuple[str, ...], what: str) -> tuple[str, ...]:
    return (f"{name}: {what}: {', '.join(columns)}.",) if columns else ()
