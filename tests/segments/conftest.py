"""What the tests of the compiler share: the project's own vocabulary and a small definition."""

import json
from collections.abc import Callable

import pytest

from orchestration.segments.compiler import load_vocabulary
from orchestration.segments.vocabulary import Vocabulary


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


@pytest.fixture(scope="session")
def segment() -> Callable[..., str]:
    return segment_toml


def segment_toml(slug: str, *where: str, **changes: object) -> str:
    """Return the TOML of a sound segment; a change of None leaves the key out."""
    keys: dict[str, object] = {
        "label_en": "A segment",
        "label_fr": "Un segment",
        "owner": "crm",
        "description": "Customers of a test.",
        "objective": "test",
        "kpi": "none",
        "channels": ["email"],
        "sensitivity": "none",
        "sources": ["shop_orders"],
        "where": list(where),
        **changes,
    }
    # JSON's strings, booleans and lists are TOML's as well.
    lines = [f"{key} = {json.dumps(value)}" for key, value in keys.items() if value is not None]
    return "\n".join([f"[{slug}]", *lines, ""])
