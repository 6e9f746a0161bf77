"""What keeps every model on both engines from its first day."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from orchestration.settings import PROJECT_DIR

MACROS = sorted((PROJECT_DIR / "macros").rglob("*.sql"))
SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in MACROS)
DISPATCHED = sorted(set(re.findall(r'adapter\.dispatch\("(\w+)", "tresse"\)', SOURCE)))
WRITTEN = set(re.findall(r"{% macro (\w+__\w+)\(", SOURCE))
YAMLS = sorted((PROJECT_DIR / "models").rglob("*.yml")) + sorted(
    (PROJECT_DIR / "seeds").rglob("*.yml")
)
# One name for a type, which both engines know.
PORTABLE_TYPE = re.compile(
    r"string|boolean|integer|bigint|double|date|timestamp|decimal\(\d+, ?\d+\)"
)


@pytest.mark.parametrize("macro", DISPATCHED)
def test_a_dispatched_macro_is_written_for_both_engines(macro: str) -> None:
    missing = {f"duckdb__{macro}", f"spark__{macro}"} - WRITTEN
    assert f"default__{macro}" in WRITTEN or not missing


def test_there_are_dispatched_macros_to_look_at() -> None:
    assert len(DISPATCHED) > 15


def test_an_engine_s_own_form_belongs_to_a_dispatched_macro_or_to_dbt_s() -> None:
    of_dbt = {"spark__escape_single_quotes", "spark__load_csv_rows"}
    stray = {name for name in WRITTEN if name.split("__", 1)[1] not in DISPATCHED}
    assert stray == of_dbt


def declared_types(entry: Any) -> Iterator[str]:
    """Every `data_type` and every type of `column_types`, however deep."""
    if isinstance(entry, dict):
        for key, value in entry.items():
            if key == "data_type":
                yield value
            elif key == "column_types":
                yield from value.values()
            else:
                yield from declared_types(value)
    elif isinstance(entry, list):
        for value in entry:
            yield from declared_types(value)


def test_a_declared_type_is_known_to_both_engines() -> None:
    types = {
        kind
        for path in YAMLS
        for kind in declared_types(yaml.safe_load(path.read_text(encoding="utf-8")))
    }
    assert len(types) > 5
    assert {kind for kind in types if not PORTABLE_TYPE.fullmatch(kind)} == set()


def test_a_cast_names_a_type_that_both_engines_know() -> None:
    models = sorted((PROJECT_DIR / "models").rglob("*.sql"))
    neutral = [path for path in MACROS if path.parent.name != "engine"]
    casts = {
        (path.name, kind)
        for path in [*models, *neutral]
        for kind in re.findall(r"\bas ([a-z0-9]+(?:\([\d, ]+\))?)\)", path.read_text("utf-8"))
    }
    assert len(casts) > 30
    assert {cast for cast in casts if not PORTABLE_TYPE.fullmatch(cast[1])} == set()
