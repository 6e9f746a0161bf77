"""One thing that must be true of a table, and the limit that its count must keep to."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["critical", "warning"]


@dataclass(frozen=True)
class Limit:
    """What a count must keep to: an absolute range, or a share of the rows it is of."""

    at_least: float | None = None
    at_most: float | None = None
    at_least_share: float | None = None
    at_most_share: float | None = None
    # Of fewer rows nothing is said.
    judged_from: int = 0

    def holds(self, observed: float | None, rows: int) -> bool:
        """Is the count within the limit? A count that could not be taken never is."""
        if rows < self.judged_from:
            return True
        if observed is None:
            return False
        return (
            (self.at_least is None or observed >= self.at_least)
            and (self.at_most is None or observed <= self.at_most)
            and (self.at_least_share is None or observed >= self.at_least_share * rows)
            and (self.at_most_share is None or observed <= self.at_most_share * rows)
        )


@dataclass(frozen=True)
class Expectation:
    """One thing that must be true of a table, or of the rows that one source delivered to it."""

    source_table: str
    source_id: str
    kind: str
    column: str
    wanted: str
    measure: str
    of: str
    limit: Limit
    severity: Severity
