"""What became of a file: its rows, and a sentence for each thing that was not as it should be."""

from dataclasses import dataclass

from orchestration.landing.columns import ColumnMatch
from orchestration.landing.decode import TextFile
from orchestration.landing.delivered import Format
from orchestration.landing.load import LONGEST_FREE_TEXT, Cells, Load
from orchestration.landing.mending import Mender


@dataclass(frozen=True)
class Landed:
    """How many rows a file gave, and how it was read."""

    rows: int
    rejected: int = 0
    encoding: str | None = None
    delimiter: str | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Written:
    """How many rows were written, and how many of their cells were mended or cut."""

    rows: int
    mended: int
    cut: int


def write_rows(load: Load, text: TextFile, cells: Cells) -> Written:
    """Write the rows to the draft; the cells of a file that may be spoiled are mended."""
    if not text.is_spoiled:
        return Written(load.write(cells), 0, load.cut_cells())
    with Mender(load.connection) as mender:
        columns = {name: mender.cell(cell) for name, cell in cells.columns.items()}
        rows = load.write(Cells(cells.relation, cells.source_line, columns))
    return Written(rows, mender.changed, load.cut_cells())


def outcome(
    load: Load,
    written: Written,
    rejected: int,
    text: TextFile,
    match: ColumnMatch,
    delimiter: str | None = None,
) -> Landed:
    """What became of a text file, with a sentence for all that was not as it should be."""
    told = {
        f"{written.mended} cells held HTML entities or letters encoded twice, and were mended": (
            written.mended
        ),
        f"{written.cut} cells of free text are longer than {LONGEST_FREE_TEXT}, and were cut": (
            written.cut
        ),
        f"{rejected} records could not be read; see raw.rejected_rows": rejected,
        "its last record is one of them: the file looks truncated": (
            rejected and _is_last_rejected(load, written.rows + rejected)
        ),
    }
    warnings = tuple(f"{load.file.name}: {what}." for what, is_so in told.items() if is_so)
    warnings = (*text.warnings, *match.warnings, *warnings)
    return Landed(written.rows, rejected, text.encoding, delimiter, warnings)


def _is_last_rejected(load: Load, records: int) -> bool:
    query = """
        select max(source_line)
        from raw.rejected_rows
        where source_file = ? and landed_at = ?
    """
    values = [load.file.name, load.landed_at]
    last = load.connection.execute(query, values).fetchall()[0][0]
    # The header of a CSV file is its first record.
    return bool(last >= records + (load.file.format is Format.CSV))
