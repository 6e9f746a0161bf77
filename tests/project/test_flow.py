"""Data flows one way, and what is private stays private."""

import re
from typing import Any

LAYERS = ["staging", "identity", "customer", "features", "segments", "activation", "measurement"]


def layer(node: dict[str, Any]) -> str:
    return str(node["fqn"][1])


def test_the_folders_of_models_are_the_layers_of_the_flow(models: dict[str, Any]) -> None:
    assert {layer(node) for node in models.values()} == set(LAYERS)


def test_a_model_reads_only_its_own_layer_and_earlier_ones(models: dict[str, Any]) -> None:
    upstream = [
        (name, parent)
        for name, node in models.items()
        for parent in node["depends_on"]["nodes"]
        if parent in models and LAYERS.index(layer(models[parent])) > LAYERS.index(layer(node))
    ]
    assert upstream == []


def test_only_staging_reads_raw_tables(models: dict[str, Any], sources: dict[str, Any]) -> None:
    readers = {
        layer(node)
        for node in models.values()
        for parent in node["depends_on"]["nodes"]
        if parent in sources and sources[parent]["schema"] == "raw"
    }
    assert readers == {"staging"}


def test_staging_models_are_read_no_later_than_by_the_customer_layer(
    models: dict[str, Any],
) -> None:
    late = [
        (node["name"], models[parent]["name"])
        for node in models.values()
        for parent in node["depends_on"]["nodes"]
        if parent in models
        and models[parent]["name"].startswith("stg_")
        # Whether a source is connected at all is asked by every layer.
        and models[parent]["name"] != "stg_landing__tables"
        and LAYERS.index(layer(node)) > LAYERS.index("customer")
    ]
    assert late == []


def test_a_prefix_says_who_may_read_and_dbt_enforces_it(models: dict[str, Any]) -> None:
    wrong = []
    for node in models.values():
        name = node["name"]
        expected = "public"
        if re.match(rf"int_{layer(node)}__|base_", name):
            expected = "private"
        elif name.startswith("stg_"):
            expected = "protected"
        if node["config"]["access"] != expected or node["config"]["group"] != layer(node):
            wrong.append(name)
    assert wrong == []


def test_no_intermediate_model_is_named_after_another_layer(models: dict[str, Any]) -> None:
    misplaced = [
        node["name"]
        for node in models.values()
        if node["name"].startswith("int_") and not node["name"].startswith(f"int_{layer(node)}__")
    ]
    assert misplaced == []
