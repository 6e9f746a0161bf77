"""What the README promises about changing tresse."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from orchestration.segments.compiler import compile_segments, load_vocabulary
from orchestration.settings import PROJECT_DIR

SEGMENT = """

[weekend_regulars]
label_en = "Weekend regulars"
label_fr = "Habitués du week-end"
owner = "crm"
description = "Customers with two orders in the last thirty days and a loyalty card."
objective = "reward"
kpi = "orders per customer 30d"
channels = ["email"]
sensitivity = "none"
request = "BLE-1"
sources = ["shop_orders", "loyalty_members"]
where = ["in_segment(frequent_buyers_30d)", "is_loyalty_member"]
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of what the compiler reads and writes."""
    for folder in ("models", "seeds", "tests/invariants", "orchestration/contract"):
        shutil.copytree(PROJECT_DIR / folder, tmp_path / folder)
    return tmp_path


def test_adding_a_segment_edits_one_file_and_the_compiler_writes_the_rest(project: Path) -> None:
    assert compile_segments(check=True, project_dir=project) == []
    definitions = project / "models/segments/definitions/recency.toml"
    definitions.write_text(definitions.read_text(encoding="utf-8") + SEGMENT, encoding="utf-8")
    written = compile_segments(project_dir=project)
    assert written
    for path in written:
        text = (project / path).read_text(encoding="utf-8")
        assert "weekend_regulars" in text
        assert "compiled" in str(path) or "written by `tresse segments compile`" in text


def test_a_feature_is_known_to_rules_once_its_yaml_line_is_there(project: Path) -> None:
    features = project / "models/features/_features__models.yml"
    assert "n_returns" not in load_vocabulary(project).features
    text = features.read_text(encoding="utf-8")
    anchor = "      - name: n_orders_30d\n"
    assert text.count(anchor) == 1
    line = "      - {name: n_returns, data_type: bigint, config: {meta: {pii: P0}}}\n"
    features.write_text(text.replace(anchor, line + anchor), encoding="utf-8")
    assert "n_returns" in load_vocabulary(project).features


def test_the_readme_names_every_public_model(models: dict[str, Any]) -> None:
    readme = (PROJECT_DIR / "README.md").read_text(encoding="utf-8")
    public = [node["name"] for node in models.values() if node["config"]["access"] == "public"]
    assert public
    # One per source table, compiled: they are named together.
    named = [re.sub("^quarantine_.*", "quarantine_<table>", name) for name in public]
    assert [name for name in named if f"`{name}`" not in readme] == []
