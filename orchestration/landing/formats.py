"""How are this file's records read? One function per format, the same result for all."""

from pathlib import Path

import duckdb

from orchestration.contract.secrets import PATTERN as SECRET_NAMES
from orchestration.contract.secrets import is_secret
from orchestration.errors import TresseError
from orchestration.files import is_full
from orchestration.landing.columns import match_columns
from orchestration.landing.decode import TextFile, as_utf8
from orchestration.landing.delivered import Format
from orchestration.landing.header import Header, plain_name, read_header
from orchestration.landing.load import Cells, Load
from orchestration.landing.outcome import Landed, outcome, write_rows
from orchestration.sql import file_literal, literal

# A longer record is kept aside rather than read into memory.
LONGEST_RECORD = 16 * 1024 * 1024
# How DuckDB's name of a type begins whose cells hold others; that of a list ends in a bracket.
NESTED = ("STRUCT(", "MAP(", "UNION(")

# By how much the records kept aside shift the numbers of those that follow them.
_SHIFTS = """
    with ranked as (
        select line, row_number() over (order by line) as rejected_before
        from (select distinct line from landing_errors)
    )

    select line - rejected_before as after_line, max(rejected_before) as shift
    from ranked
    group by line - rejected_before
"""


def load_file(load: Load, scratch: Path) -> Landed:
    """Load the file by its format; one that cannot be read at all is a TresseError."""
    try:
        if load.file.format is Format.PARQUET:
            return _load_parquet(load)
        text = as_utf8(load.file, scratch)
        if load.file.format is Format.CSV:
            return _load_csv(load, text)
        return _load_json_lines(load, text)
    except duckdb.Error as error:
        if is_full(error):
            raise
        # Only the first line: the rest may quote a record.
        fault = str(error).splitlines()[0]
        raise TresseError(
            f"{load.file.name}: cannot be read as {load.file.format.value} ({fault}); deliver it "
            f"again."
        ) from None


def _load_csv(load: Load, text: TextFile) -> Landed:
    known = load.table.known_names
    header = read_header(text, load.file.name, known)
    if header is None:
        return Landed(0, encoding=text.encoding)
    match = match_columns(load.file.name, header.names, load.table, load.contract)
    # The cells are named by their place in this very file's header, which was matched by name.
    cells = {column: f"cell_{position}" for column, position in match.positions.items()}
    # Numbered over the records that were read; those kept aside are counted in afterwards.
    written = write_rows(load, text, Cells(_csv(text, header), "row_number() over () + 1", cells))
    keeps_text = not any(is_secret(plain_name(name)) for name in header.names)
    rejected = _keep_rejected(load, renumber=True, keeps_text=keeps_text)
    return outcome(load, written, rejected, text, match, header.delimiter)


def _load_json_lines(load: Load, text: TextFile) -> Landed:
    load.connection.execute(
        f"""
        create or replace temp table json_records as
        select row_number() over () as source_line, record, json_valid(record) as is_valid
        from {_lines(text)}
        where record is not null
        """
    )
    rejected = _keep_rejected(load, renumber=False, keeps_text=True)
    rejected += load.keep_rejected(
        f"""
        select
            source_line,
            'NOT A JSON OBJECT' as error,
            case when not regexp_matches(lower(record), '{SECRET_NAMES}') then record end
                as raw_line
        from json_records
        where not is_valid or json_type(record) <> 'OBJECT'
        """
    )
    names = _json_names(load.connection)
    if not names:
        return Landed(0, rejected, text.encoding)
    match = match_columns(load.file.name, names, load.table, load.contract)
    # All cells of a record at once: each look into it would read it again.
    paths = ", ".join(literal(f'$."{names[at]}"') for at in match.positions.values())
    cells = {column: f"cells[{place}]" for place, column in enumerate(match.positions, start=1)}
    objects = f"""(
        select source_line, json_extract_string(record, [{paths}]) as cells
        from json_records
        where is_valid and json_type(record) = 'OBJECT'
    )"""
    written = write_rows(load, text, Cells(objects, "source_line", cells))
    return outcome(load, written, rejected, text, match)


def _load_parquet(load: Load) -> Landed:
    relation = f"read_parquet({file_literal(load.file.path)}, file_row_number = true)"
    described = load.connection.execute(f"describe select * from {relation}").fetchall()
    names = tuple(str(row[0]) for row in described if row[0] != "file_row_number")
    match = match_columns(load.file.name, names, load.table, load.contract)
    types = [str(row[1]) for row in described if row[0] != "file_row_number"]
    cells = {
        column: _parquet_cell(load, column, names[position], types[position])
        for column, position in match.positions.items()
    }
    rows = load.write(Cells(relation, "file_row_number + 1", cells))
    return Landed(rows, warnings=match.warnings)


def _parquet_cell(load: Load, column: str, name: str, parquet_type: str) -> str:
    """The cell as text: a list or a struct as JSON, as JSON lines would have it.

    A whole number that pandas made a float among NULLs is `7`, not `7.0`.
    """
    cell = '"' + name.replace('"', '""') + '"'
    if parquet_type.endswith("]") or parquet_type.startswith(NESTED):
        return f"cast(to_json({cell}) as varchar)"
    texts = [one.name for one in load.table.columns if one.type == "string"]
    if parquet_type not in ("DOUBLE", "FLOAT") or column not in texts:
        return f"cast({cell} as varchar)"
    whole = f"cast(cast({cell} as bigint) as varchar)"
    is_whole = f"{cell} = trunc({cell}) and abs({cell}) < 1e15"
    return f"case when {is_whole} then {whole} else cast({cell} as varchar) end"


def _csv(text: TextFile, header: Header) -> str:
    columns = ", ".join(f"cell_{place}: 'varchar'" for place in range(len(header.names)))
    return f"""
        read_csv(
            {file_literal(text.path)},
            auto_detect = false,
            header = true,
            delim = {literal(header.delimiter)},
            quote = '"',
            escape = '"',
            columns = {{{columns}}},
            {_reading(text)}
        )
    """


def _lines(text: TextFile) -> str:
    """Each line as one cell: JSON allows neither newline nor control character in a record."""
    return f"""
        read_csv(
            {file_literal(text.path)},
            auto_detect = false,
            header = false,
            delim = {literal(chr(1))},
            quote = '',
            escape = '',
            columns = {{record: 'varchar'}},
            {_reading(text)}
        )
    """


def _reading(text: TextFile) -> str:
    return f"""
            compression = {literal("gzip" if text.compressed else "none")},
            max_line_size = {LONGEST_RECORD},
            store_rejects = true,
            rejects_table = 'landing_errors',
            rejects_scan = 'landing_scans'
    """


def _json_names(connection: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """The keys of all records in the order in which they first appear."""
    rows = connection.execute(
        """
        select name, min(source_line) as first_line
        from (
            select source_line, unnest(json_keys(record)) as name
            from json_records
            where is_valid
        )
        group by name
        order by first_line, name
        """
    ).fetchall()
    return tuple(str(row[0]) for row in rows)


def _keep_rejected(load: Load, renumber: bool, keeps_text: bool) -> int:
    """Keep what DuckDB could not split into cells, and drop its own note of it.

    Of a file with a column of secrets only that the record was there, and where.
    """
    raw_line = "min(csv_line)" if keeps_text else "cast(null as varchar)"
    rejected = load.keep_rejected(
        f"""
        select line as source_line, min(error_type) as error, {raw_line} as raw_line
        from landing_errors
        group by line
        """
    )
    if rejected and renumber and load.draft.exists():
        load.renumber(_SHIFTS)
    load.connection.execute("drop table landing_errors")
    load.connection.execute("drop table landing_scans")
    return rejected
