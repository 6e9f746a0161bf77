import random
from collections.abc import Iterable

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.identity.macro_sql import load_macros

Edge = tuple[int, int]
SQL = load_macros("engine/connected_components.sql")["connected_components"]("edges")
CONNECTION = duckdb.connect()
CHAIN = [(node, node + 1) for node in range(1, 1000)]


def components(edges: Iterable[Edge], threads: int = 1) -> dict[int, int]:
    """Component of each node, by the macro."""
    left_nodes, right_nodes = zip(*edges, strict=True)
    CONNECTION.execute(f"set threads = {threads}")
    CONNECTION.execute(
        "create or replace table edges as select unnest(?) as left_node, unnest(?) as right_node",
        [list(left_nodes), list(right_nodes)],
    )
    return dict(CONNECTION.execute(f"select node, component from {SQL}").fetchall())


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
def test_a_connected_shape_is_one_component(edges: list[Edge], threads: int) -> None:
    assert components(edges, threads) == dict.fromkeys(range(1, 1001), 1)


@given(st.lists(st.tuples(st.integers(1, 30), st.integers(1, 30)), min_size=1, max_size=40))
def test_components_are_those_of_union_find(edges: list[Edge]) -> None:
    assert components(edges) == by_hand(edges)
