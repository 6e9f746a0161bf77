"""What Dagster is given: every layer a group, every dbt test a check, gates that block."""

from typing import Any

import pytest
from dagster import AssetKey

from orchestration.contract.contract import load_contract
from orchestration.definitions import defs
from tests.project.test_flow import LAYERS

GRAPH = defs.resolve_asset_graph()


def test_assets_are_grouped_by_layer_from_the_raw_tables_to_the_publication() -> None:
    groups = {GRAPH.get(key).group_name for key in GRAPH.materializable_asset_keys}
    assert groups == {"raw", "rules", *LAYERS, "publication"}


@pytest.mark.parametrize("table", [table.name for table in load_contract().core_tables])
def test_a_failing_gate_blocks_what_reads_a_core_table(table: str) -> None:
    key = AssetKey(["raw", table])
    (check,) = [key_ for key_ in GRAPH.asset_check_keys if key_.asset_key == key]
    assert check.name == "contract"
    assert GRAPH.get(check).blocking


def test_the_publication_waits_for_every_public_model(models: dict[str, Any]) -> None:
    public = {
        AssetKey([node["schema"], node["name"]])
        for node in models.values()
        if node["config"]["access"] == "public"
    }
    assert GRAPH.get(AssetKey(["serving", "activation"])).parent_keys == public


def test_every_test_of_dbt_is_a_check(tests: list[dict[str, Any]]) -> None:
    names = {key.name for key in GRAPH.asset_check_keys}
    attached = [test["name"] for test in tests if test.get("attached_node")]
    assert attached
    assert [name for name in attached if name.split(".")[0] not in names] == []
