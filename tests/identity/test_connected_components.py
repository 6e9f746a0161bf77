import random
from collections.abc import Callable, Iterable

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.macro_sql import load_macros

Edge = tuple[int, int]
MACROS = load_macros()
EDGES = "select left_node, right_node from edges"
CONNECTION = duckdb.connect()
CHAIN = [(node, node + 1) for node in range(1, 1000)]
MOST_ROUNDS = 100


def recursively() -> str:
    """DuckDB's own query of components."""
    return str(MACROS["duckdb__connected_components"](EDGES, "components"))


def in_rounds() -> str:
    """The query of components for engines without recursion, its rounds run on DuckDB."""
    CONNECTION.execute(f"create or replace table round_0 as {MACROS['downward_edges'](EDGES)}")
    for number in range(MOST_ROUNDS):
        unsettled = CONNECTION.execute(MACROS["unsettled_nodes"](f"round_{number}")).fetchall()
        if unsettled == [(0,)]:
            return str(MACROS["labels_of_stars"](f"round_{number}"))
        rewired = MACROS["rewired_edges"](f"round_{number}")
        CONNECTION.execute(f"create or replace table round_{number + 1} as {rewired}")
    raise AssertionError(f"not settled after {MOST_ROUNDS} rounds")


WAYS = pytest.mark.parametrize("way", [recursively, in_rounds])


def components(edges: Iterable[Edge], way: Callable[[], str], threads: int = 1) -> dict[int, int]:
    """Component of each node."""
    left_nodes, right_nodes = zip(*edges, strict=True)
    CONNECTION.execute(f"set threads = {threads}")
    CONNECTION.execute(
        "create or replace table edges as select unnest(?) as left_node, unnest(?) as right_node",
        [list(left_nodes), list(right_nodes)],
    )
    return dict(CONNECTION.execute(way()).fetchall())


def by_hand(edges: Iterable[Edge]) -> dict[int, int]:
    """The same by union-find."""
    parent: dict[int, int] = {}

    def root(node: int) -> int:
        while parent.setdefault(node, node) != node:
            node = parent[node]
        return node

    for left, right in edges:
        low, high = sorted((root(left), root(right)))
        parent[high] = low
    return {node: root(node) for node in parent}


@WAYS
@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize(
    "edges",
    [
        pytest.param(CHAIN, id="chain of 1000"),
        pytest.param([(right, left) for left, right in CHAIN], id="chain from its end"),
        pytest.param(random.Random(1).sample(CHAIN, len(CHAIN)), id="shuffled chain"),
        pytest.param([*CHAIN, (1000, 1)], id="ring"),
        pytest.param([(500, node) for node in range(1, 1001) if node != 500], id="star"),
    ],
)
def test_a_connected_shape_is_one_component(
    edges: list[Edge], threads: int, way: Callable[[], str]
) -> None:
    assert components(edges, way, threads) == dict.fromkeys(range(1, 1001), 1)


@WAYS
@given(edges=st.lists(st.tuples(st.integers(1, 30), st.integers(1, 30)), min_size=1, max_size=40))
def test_components_are_those_of_union_find(way: Callable[[], str], edges: list[Edge]) -> None:
    # An engine that goes in rounds need not know a node that is linked to itself alone.
    linked = [(left, right) for left, right in edges if left != right]
    assert components(linked, way) == by_hand(linked) if linked else True
