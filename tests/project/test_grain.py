"""Every model states its grain and tests it; every public column is typed and described."""

from typing import Any

PII = {"P0", "P1", "P2", "P3"}


def test_every_model_states_its_grain_and_tests_just_that(
    models: dict[str, Any], tests: list[dict[str, Any]]
) -> None:
    tested: dict[str, list[list[str]]] = {key: [] for key in models}
    for test in tests:
        is_grain = (test.get("test_metadata") or {}).get("name") == "unique_grain"
        if is_grain and test["attached_node"] in models:
            tested[test["attached_node"]].append(test["test_metadata"]["kwargs"]["columns"])
    stated = {key: node["config"]["meta"].get("grain") for key, node in models.items()}
    assert None not in stated.values()
    # Base models are tested once, on int_staging__rows, which holds each of their rows.
    untested = [
        key
        for key, node in models.items()
        if stated[key] not in tested[key] and not node["name"].startswith("base_")
    ]
    assert untested == []


def test_every_description_begins_with_the_grain(models: dict[str, Any]) -> None:
    without = [
        node["name"] for node in models.values() if not node["description"].startswith("One ")
    ]
    assert without == []


def test_every_public_model_is_contracted_and_every_column_described(
    models: dict[str, Any],
) -> None:
    public = [node for node in models.values() if node["config"]["access"] == "public"]
    assert public
    assert [node["name"] for node in public if not node["config"]["contract"]["enforced"]] == []
    undescribed = [
        (node["name"], column["name"])
        for node in public
        for column in node["columns"].values()
        if not column["description"] or not column["data_type"]
    ]
    assert undescribed == []


def test_every_documented_column_says_how_personal_it_is(models: dict[str, Any]) -> None:
    unclassed = [
        (node["name"], column["name"])
        for node in models.values()
        for column in node["columns"].values()
        if column["config"]["meta"].get("pii") not in PII
    ]
    assert unclassed == []


def test_money_is_never_a_float(models: dict[str, Any]) -> None:
    floats = [
        (node["name"], column["name"])
        for node in models.values()
        for column in node["columns"].values()
        if (column["data_type"] or "").lower() in {"float", "double", "real"}
    ]
    assert floats == []
