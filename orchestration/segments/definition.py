"""Definitions of segments, read from TOML with every mistake noted."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from orchestration.segments.expressions import longest_line
from orchestration.segments.mistakes import Mistake, nearest
from orchestration.segments.parsing import RuleError
from orchestration.segments.rules import Condition, read_condition
from orchestration.segments.vocabulary import Vocabulary

# The file of the exclusive stages: first match wins, in its order.
STAGES = "lifecycle_stages"
CHANNELS = ("email", "sms", "ads", "onsite", "post", "store", "support")
SENSITIVITIES = ("none", "personal", "special")
TEXTS = ("label_en", "label_fr", "owner", "description", "objective", "kpi")
REQUIRED = (*TEXTS, "channels", "sensitivity", "sources", "where")
OPTIONAL = ("request", "default_is_ours")
REQUEST = re.compile(r"([A-Z]{3}-\d+( [A-Z]{3}-\d+)*)?")
LONGEST_SQL_LINE = 80


@dataclass(frozen=True)
class Definition:
    """One segment as its author wrote it; the family is the name of its file."""

    slug: str
    family: str
    file: str
    line: int
    label_en: str
    label_fr: str
    owner: str
    description: str
    objective: str
    kpi: str
    channels: tuple[str, ...]
    sensitivity: str
    sources: tuple[str, ...]
    request: str
    default_is_ours: bool
    conditions: tuple[Condition, ...]

    @property
    def is_stage(self) -> bool:
        """True for one of the exclusive lifecycle stages."""
        return self.family == STAGES

    @property
    def nested(self) -> tuple[str, ...]:
        """The segments that the rule names, each once."""
        return tuple(dict.fromkeys(slug for each in self.conditions for slug in each.segments))


def read_definitions(
    file: str, text: str, vocabulary: Vocabulary
) -> tuple[list[Definition], list[Mistake]]:
    """Return the sound definitions of a file, in its order, and every mistake in it."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return [], [_not_toml(file, text, str(error))]
    readers = [_Reader(file, text, slug, vocabulary) for slug in tables]
    definitions = [reader.read(tables[reader.slug]) for reader in readers]
    mistakes = [mistake for reader in readers for mistake in reader.mistakes]
    return [definition for definition in definitions if definition is not None], mistakes


def _not_toml(file: str, text: str, message: str) -> Mistake:
    place = re.search(r"\(at line (\d+), column \d+\)", message)
    line = int(place.group(1)) if place else len(text.splitlines())
    if twice := re.search(r"Cannot declare \('(\w+)'", message):
        return Mistake(file, line, twice.group(1), "is written twice in this file; keep one")
    if "overwrite a value" in message:
        return Mistake(file, line, _header_above(text, line), "has a key twice; keep one")
    reason = message.partition(" (at ")[0].rstrip(".")
    return Mistake(file, line, "", f"this is not TOML ({reason}); mend the line or the one above")


def _header_above(text: str, line: int) -> str:
    headers = re.findall(r"^\s*\[\s*([^\]]+?)\s*\]", "\n".join(text.splitlines()[:line]), re.M)
    return headers[-1] if headers else ""


class _Reader:
    """Reads one table of a file, noting what is wrong with it."""

    def __init__(self, file: str, text: str, slug: str, vocabulary: Vocabulary):
        self.file, self.slug, self.vocabulary = file, slug, vocabulary
        self.lines = text.splitlines()
        header = re.compile(rf"\s*\[\s*[\"']?{re.escape(slug)}[\"']?\s*\]")
        matches = (n for n, line in enumerate(self.lines, 1) if header.match(line))
        self.line = next(matches, 1)
        self.mistakes: list[Mistake] = []

    def read(self, table: Any) -> Definition | None:
        """Return the definition, or None when it has a mistake."""
        if not isinstance(table, Mapping):
            self._mistake("is a key outside of any segment; write it below a [segment]")
            return None
        if why := self.vocabulary.why_not_a_slug(self.slug):
            self._mistake(why)
        self._keys(table)
        self._values(table)
        conditions = self._conditions(self._list(table, "where"))
        if self.mistakes:
            return None
        return Definition(
            slug=self.slug,
            family=self.file.removesuffix(".toml"),
            file=self.file,
            line=self.line,
            **{key: table[key] for key in (*TEXTS, "sensitivity")},
            channels=tuple(table["channels"]),
            sources=tuple(table["sources"]),
            request=table.get("request", ""),
            default_is_ours=table.get("default_is_ours", False),
            conditions=conditions,
        )

    def _mistake(self, what: str, line: int = 0) -> None:
        self.mistakes.append(Mistake(self.file, line or self.line, _shown(self.slug), what))

    def _keys(self, table: Mapping[str, Any]) -> None:
        for key in REQUIRED:
            if key not in table:
                self._mistake(f"lacks the key '{key}'")
        for key in table:
            if key not in (*REQUIRED, *OPTIONAL):
                hint = nearest(key, (*REQUIRED, *OPTIONAL))
                self._mistake(f"has the unknown key '{key}'{hint}", self._line_of(key))

    def _values(self, table: Mapping[str, Any]) -> None:
        for key in (key for key in (*TEXTS, "sensitivity", "request") if key in table):
            if not isinstance(table[key], str) or not _is_plain(table[key]):
                self._mistake(f"'{key}' must be one line of text without braces")
            elif not table[key].strip() and key != "request":
                self._mistake(f"'{key}' is empty")
            elif key == "request" and not REQUEST.fullmatch(table[key]):
                self._mistake(f"'request' is '{table[key]}'; write requests as 'BLE-3 SHA-4'")
        if not isinstance(table.get("default_is_ours", False), bool):
            self._mistake("'default_is_ours' must be true or false")
        self._known("sensitivity", [table.get("sensitivity", "none")], SENSITIVITIES)
        self._known("channels", self._list(table, "channels"), CHANNELS)
        sources = self._list(table, "sources")
        self._known("sources", sources, sorted(self.vocabulary.tables))
        if "sources" in table and not sources:
            self._mistake("'sources' is empty; name the tables of the contract that it needs")

    def _list(self, table: Mapping[str, Any], key: str) -> list[str]:
        value = table.get(key, [])
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            if len(set(value)) < len(value):
                self._mistake(f"'{key}' names something twice")
            return value
        self._mistake(f"'{key}' must be a list of texts")
        return []

    def _known(self, key: str, values: Sequence[Any], known: Sequence[str]) -> None:
        for value in values:
            if isinstance(value, str) and value not in known:
                hint = nearest(value, known)
                self._mistake(f"'{key}' names the unknown '{value}'{hint}", self._line_of(value))

    def _conditions(self, texts: list[str]) -> tuple[Condition, ...]:
        conditions = []
        for text in texts:
            line = self._line_of(text)
            try:
                condition = read_condition(text, self.vocabulary)
            except RuleError as error:
                for problem in error.problems:
                    self._mistake(f"'{_shown(text)}' {problem}", line)
                continue
            if longest_line(condition) > LONGEST_SQL_LINE:
                self._mistake(f"'{_shown(text)}' is too long for one line of SQL; split it", line)
            conditions.append(condition)
        return tuple(conditions)

    def _line_of(self, fragment: str) -> int:
        """Return the first line at or below the header that holds the fragment, or the header's."""
        below = enumerate(self.lines[self.line - 1 :], self.line)
        return next((n for n, line in below if fragment and fragment in line), self.line)


def _is_plain(text: str) -> bool:
    return text.isprintable() and not set(text) & set("{}")


def _shown(text: str) -> str:
    line = "".join(character if character.isprintable() else "?" for character in text)
    return line if len(line) <= 100 else f"{line[:97]}..."
