"""A file as it was delivered, before anybody knows which table it is."""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from orchestration.errors import TresseError


class Format(Enum):
    """How a file holds its records."""

    CSV = "csv"
    JSON_LINES = "json lines"
    PARQUET = "parquet"


FORMATS = {
    ".csv": Format.CSV,
    ".jsonl": Format.JSON_LINES,
    ".ndjson": Format.JSON_LINES,
    ".parquet": Format.PARQUET,
}


@dataclass(frozen=True)
class DeliveredFile:
    """A file and how it holds its records; its name is told to people."""

    path: Path
    name: str
    format: Format
    compressed: bool


def delivered_file(path: Path, name: str) -> DeliveredFile:
    """The file by its ending; one that landing cannot read is a TresseError."""
    compressed = path.suffix.casefold() == ".gz"
    extension = Path(path.stem).suffix if compressed else path.suffix
    file_format = FORMATS.get(extension.casefold())
    if file_format is None or (compressed and file_format is Format.PARQUET):
        raise TresseError(
            f"{name}: cannot be read; export it as .csv, .jsonl or .ndjson (each may be gzipped: "
            f".gz) or .parquet."
        )
    return DeliveredFile(path, name, file_format, compressed)
