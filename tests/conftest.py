"""Fixtures of the whole suite: the parsed dbt project, parsed once."""

import json
from typing import Any

import pytest

from orchestration.dbt import fresh_manifest
from orchestration.settings import load_settings


@pytest.fixture(scope="session")
def manifest() -> dict[str, Any]:
    """dbt's own manifest of the working tree."""
    content: dict[str, Any] = json.loads(
        fresh_manifest(load_settings()).read_text(encoding="utf-8")
    )
    return content


@pytest.fixture(scope="session")
def models(manifest: dict[str, Any]) -> dict[str, Any]:
    """Nodes of models by unique id."""
    return {k: v for k, v in manifest["nodes"].items() if v["resource_type"] == "model"}


@pytest.fixture(scope="session")
def sources(manifest: dict[str, Any]) -> dict[str, Any]:
    """Sources by unique id."""
    return dict(manifest["sources"])


@pytest.fixture(scope="session")
def tests(manifest: dict[str, Any]) -> list[dict[str, Any]]:
    """Nodes of data tests."""
    return [node for node in manifest["nodes"].values() if node["resource_type"] == "test"]
