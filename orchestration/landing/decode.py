"""In which bytes does this file write its text? Whatever it is, DuckDB gets UTF-8."""

import codecs
import gzip
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from orchestration.errors import TresseError
from orchestration.files import is_full
from orchestration.landing.delivered import DeliveredFile, Format
from orchestration.landing.mending import (
    NO_CONTROLS,
    holds_controls,
    may_be_encoded_twice,
    may_hold_entities,
)

CHUNK = 4 * 1024 * 1024
NEWLINE = re.compile(r"\r\n|\r|\n")
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True)
class TextFile:
    """A file that DuckDB can read as UTF-8: the delivered one, or a transcoded copy of it."""

    path: Path
    compressed: bool
    encoding: str
    warnings: tuple[str, ...] = ()
    # Cells may hold what `mending` mends.
    is_spoiled: bool = False


@dataclass(frozen=True)
class _Scan:
    """What one pass over the bytes says."""

    encoding: str
    may_mix_newlines: bool
    is_spoiled: bool
    has_controls: bool


class _Newlines:
    """Counts line ends of both kinds, and how often they come as a pair."""

    def __init__(self) -> None:
        self.line_feeds = self.returns = self.pairs = 0
        self.last = b""

    def count(self, chunk: bytes) -> None:
        self.line_feeds += chunk.count(b"\n")
        self.pairs += self.last == b"\r" and chunk.startswith(b"\n")
        if b"\r" in chunk:
            self.returns += chunk.count(b"\r")
            self.pairs += chunk.count(b"\r\n")
        self.last = chunk[-1:]

    @property
    def may_be_mixed(self) -> bool:
        """True unless all are of one kind; some may be inside cells."""
        return len({self.line_feeds, self.returns, self.pairs} - {0}) > 1


def as_utf8(file: DeliveredFile, scratch: Path) -> TextFile:
    """The file itself when it is clean UTF-8, else a UTF-8 copy of it in the scratch folder."""
    try:
        scan = _scan(file)
        mixed = scan.may_mix_newlines and _mixes_newlines(file, scan.encoding)
        if scan.encoding == "utf-8" and not mixed and not scan.has_controls:
            spoiled = scan.is_spoiled
            return TextFile(file.path, file.compressed, scan.encoding, is_spoiled=spoiled)
        copy = scratch / "transcoded"
        with copy.open("wb") as target:
            for chunk in _utf8_chunks(file, scan, mend_newlines=mixed):
                target.write(chunk)
    except (OSError, EOFError, zlib.error) as error:
        if is_full(error):
            raise
        raise TresseError(f"{file.name}: cannot be read: {error}; deliver it again.") from None
    return TextFile(
        copy,
        compressed=False,
        encoding=scan.encoding,
        warnings=_warnings(file, scan, mixed),
        is_spoiled=scan.is_spoiled,
    )


def open_bytes(path: Path, compressed: bool) -> BinaryIO:
    """The file's own bytes, uncompressed."""
    return cast(BinaryIO, gzip.open(path)) if compressed else path.open("rb")


def _warnings(file: DeliveredFile, scan: _Scan, mixed: bool) -> tuple[str, ...]:
    told = {
        f"is not UTF-8; decoded as {scan.encoding}": scan.encoding != "utf-8",
        "mixes line ends; they were made the same": mixed,
        "holds control characters; they were left out": scan.has_controls,
    }
    return tuple(f"{file.name}: {what}." for what, is_so in told.items() if is_so)


def _chunks(file: DeliveredFile) -> Iterator[bytes]:
    with open_bytes(file.path, file.compressed) as stream:
        while chunk := stream.read(CHUNK):
            yield chunk


def _scan(file: DeliveredFile) -> _Scan:
    decoder = codecs.getincrementaldecoder("utf-8")()
    newlines = _Newlines()
    encoding, plain_so_far, is_first = "utf-8", True, True
    is_spoiled = has_controls = False
    for chunk in _chunks(file):
        if is_first and chunk.startswith(UTF_16):
            encoding = "utf-16"
        is_first = False
        if encoding == "utf-8":
            try:
                plain_so_far &= decoder.decode(chunk).isascii()
            except UnicodeDecodeError as error:
                _refuse_damage(file, error, plain_so_far)
                encoding = "cp1252"
        newlines.count(chunk)
        is_spoiled = is_spoiled or may_hold_entities(chunk) or may_be_encoded_twice(chunk)
        # Every other byte of UTF-16 is one.
        has_controls = has_controls or (encoding != "utf-16" and holds_controls(chunk))
    if encoding == "utf-8" and decoder.getstate()[0]:
        raise TresseError(f"{file.name}: ends in the middle of a character; deliver it again.")
    return _Scan(encoding, newlines.may_be_mixed, is_spoiled, has_controls)


def _refuse_damage(file: DeliveredFile, error: UnicodeDecodeError, plain_so_far: bool) -> None:
    """Raise when the text before the fault was UTF-8: as cp1252 all its accents would be wrong."""
    if not plain_so_far or not error.object[: error.start].isascii():
        raise TresseError(
            f"{file.name}: begins as UTF-8 but holds bytes that are not; export it again in one "
            f"encoding."
        )


def _utf8_chunks(file: DeliveredFile, scan: _Scan, mend_newlines: bool) -> Iterator[bytes]:
    for text, ends_records in _pieces(file, scan.encoding):
        mended = _unix(text) if mend_newlines and ends_records else text
        yield mended.translate(NO_CONTROLS).encode("utf-8")


def _mixes_newlines(file: DeliveredFile, encoding: str) -> bool:
    """True when records end in more than one way; what is inside quotes belongs to a cell."""
    kinds: set[str] = set()
    for text, ends_records in _pieces(file, encoding):
        if ends_records:
            kinds.update(NEWLINE.findall(text))
        if len(kinds) > 1:
            return True
    return False


def _pieces(file: DeliveredFile, encoding: str) -> Iterator[tuple[str, bool]]:
    """The whole text in pieces, each with: is it outside quotes, where a newline ends a record?"""
    outside, held = True, ""
    for chunk in _text_chunks(file, encoding):
        text = held + chunk
        held = "\r" if text.endswith("\r") else ""
        text = text.removesuffix("\r")
        if file.format is not Format.CSV:
            yield text, True
            continue
        for number, part in enumerate(text.split('"')):
            if number:
                outside = not outside
                yield '"', False
            yield part, outside
    yield held, outside


def _text_chunks(file: DeliveredFile, encoding: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for chunk in _chunks(file):
            yield decoder.decode(chunk)
        yield decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        raise TresseError(
            f"{file.name}: is neither UTF-8 nor {encoding}; export it again as UTF-8."
        ) from None


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
