"""The strongest path between two records: its weakest link is as strong as can be."""

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Link:
    """One reason why two records are one customer; weight in bits, levels for weights only."""

    left: str
    right: str
    rule: str
    weight: Decimal
    identifier_hash: int | None = None
    version: str | None = None
    levels: tuple[tuple[str, str], ...] = ()

    def other(self, record: str) -> str:
        """The end that is not this one."""
        return self.right if record == self.left else self.left


def strongest_path(links: Iterable[Link], start: str, goal: str) -> Sequence[Link] | None:
    """The links from start to goal of which the weakest is as strong as can be, as few as can be.

    Where several are equal, the first by weight and then by record id. None: nothing joins the two.
    """
    ordered = sorted(links, key=lambda link: (-link.weight, link.left, link.right, link.rule))
    weakest = _weakest_needed(ordered, start, goal)
    if weakest is None:
        return [] if start == goal else None
    return _fewest([link for link in ordered if link.weight >= weakest], start, goal)


def _weakest_needed(ordered: Sequence[Link], start: str, goal: str) -> Decimal | None:
    """The weight of the link that connects the two when links are added from the strongest on."""
    leaders: dict[str, str] = {}

    def leader(record: str) -> str:
        while (above := leaders.get(record, record)) != record:
            leaders[record] = leaders.get(above, above)
            record = above
        return record

    for link in ordered:
        leaders[leader(link.left)] = leader(link.right)
        if start != goal and leader(start) == leader(goal):
            return link.weight
    return None


def _fewest(links: Sequence[Link], start: str, goal: str) -> list[Link]:
    neighbours: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        neighbours[link.left].append(link)
        neighbours[link.right].append(link)
    came_by: dict[str, Link] = {}
    queue = deque([start])
    while goal not in came_by:
        record = queue.popleft()
        for link in neighbours[record]:
            reached = link.other(record)
            if reached != start and reached not in came_by:
                came_by[reached] = link
                queue.append(reached)
    path: list[Link] = []
    while goal != start:
        path.append(came_by[goal])
        goal = came_by[goal].other(goal)
    return path[::-1]
