"""What is wrong in a definition: where, which segment, and the nearest name that exists."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from orchestration.errors import TresseError


@dataclass(frozen=True, order=True)
class Mistake:
    """One mistake of a definition file."""

    file: str
    line: int
    slug: str
    what: str

    def __str__(self) -> str:
        segment = f"{self.slug}: " if self.slug else ""
        return f"{self.file}:{self.line}: {segment}{self.what}"


class DefinitionError(TresseError):
    """All mistakes of all definition files, one line each; nothing was written."""

    def __init__(self, mistakes: Iterable[Mistake]):
        self.mistakes = tuple(sorted(mistakes))
        super().__init__("\n".join(str(mistake) for mistake in self.mistakes))


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the end of a sentence that offers the known name most like this one, or ''."""
    matches = get_close_matches(name.lower(), sorted(known), n=1, cutoff=0.5)
    return f"; the nearest known name is '{matches[0]}'" if matches else ""
