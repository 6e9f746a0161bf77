import random
from collections.abc import Iterator, Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.identity.paths import Link, strongest_path

RECORDS = "abcde"
LINKS = st.lists(
    st.builds(
        Link,
        left=st.sampled_from(RECORDS),
        right=st.sampled_from(RECORDS),
        rule=st.sampled_from(["same_email", "same_phone"]),
        weight=st.integers(1, 4).map(Decimal),
    ),
    max_size=9,
)


def link(left: str, right: str, weight: int) -> Link:
    return Link(left, right, "same_email", Decimal(weight))


def all_paths(
    links: Sequence[Link], start: str, goal: str, seen: frozenset[str]
) -> Iterator[list[Link]]:
    """Every way to go that meets no record twice."""
    if start == goal:
        yield []
        return
    for step in links:
        if start in (step.left, step.right) and step.other(start) not in seen:
            reached = step.other(start)
            for rest in all_paths(links, reached, goal, seen | {reached}):
                yield [step, *rest]


def merit(path: Sequence[Link]) -> tuple[Decimal, int]:
    """What is to be as large as can be: the weakest link, then how few there are."""
    return min((step.weight for step in path), default=Decimal(99)), -len(path)


@given(links=LINKS, start=st.sampled_from(RECORDS), goal=st.sampled_from(RECORDS))
def test_no_other_path_has_a_stronger_weakest_link_or_is_as_strong_and_shorter(
    links: list[Link], start: str, goal: str
) -> None:
    found = strongest_path(links, start, goal)
    paths = list(all_paths(links, start, goal, frozenset(start)))
    if not paths:
        assert found is None
        return
    assert found is not None
    at = start
    for step in found:
        assert step in links
        at = step.other(at)
    assert at == goal
    assert merit(found) == max(map(merit, paths))


@given(links=LINKS, order=st.randoms())
def test_the_order_of_the_links_does_not_matter(links: list[Link], order: random.Random) -> None:
    shuffled = sorted(links, key=lambda _: order.random())
    assert strongest_path(links, "a", "b") == strongest_path(shuffled, "a", "b")


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        pytest.param([link("a", "b", 1)], "ab", id="a weak link is better than none"),
        pytest.param(
            [link("a", "b", 1), link("a", "c", 5), link("c", "b", 5)],
            "acb",
            id="two strong links are better than a weak one",
        ),
        pytest.param(
            [link("a", "b", 5), link("a", "c", 9), link("c", "b", 5)],
            "ab",
            id="of two as strong the shorter one",
        ),
    ],
)
def test_the_path_is_the_one_that_a_person_would_name(links: list[Link], expected: str) -> None:
    path = strongest_path(links, "a", "b")
    assert path is not None
    records = ["a"]
    for step in path:
        records.append(step.other(records[-1]))
    assert "".join(records) == expected
