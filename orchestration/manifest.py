"""Typed reader of dbt's `manifest.json`, the only interface between SQL and Python."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from orchestration.errors import TresseError


@dataclass(frozen=True)
class Column:
    """A documented column; pii is P0 to P3, or None when its YAML does not say."""

    name: str
    data_type: str | None
    description: str
    pii: str | None


@dataclass(frozen=True)
class Node:
    """A model, seed, source table, test or unit test of the project."""

    unique_id: str
    name: str
    resource_type: str
    layer: str
    path: str
    schema: str
    access: str | None
    materialized: str | None
    grain: tuple[str, ...]
    columns: tuple[Column, ...]
    description: str
    depends_on: tuple[str, ...]
    raw_code: str
    contract: bool
    exported: bool

    @property
    def relation(self) -> str:
        """The quoted `schema.table` of the node in the warehouse."""
        return f'"{self.schema}"."{self.name}"'

    @property
    def is_read_after_a_build(self) -> bool:
        """Python reads it: a public table, or a model whose YAML says `meta: {exported: true}`.

        A public view shows again what tables hold, to people; Python does without it.
        """
        is_table = self.access == "public" and self.materialized != "view"
        return self.resource_type == "model" and (is_table or self.exported)


@dataclass(frozen=True)
class Manifest:
    """All nodes of the project by unique id."""

    nodes: Mapping[str, Node]

    def of_type(self, resource_type: str) -> tuple[Node, ...]:
        """The nodes of one resource type, in the manifest's order."""
        return tuple(node for node in self.nodes.values() if node.resource_type == resource_type)

    def model(self, name: str) -> Node:
        """The model of that name."""
        for node in self.of_type("model"):
            if node.name == name:
                return node
        raise TresseError(
            f"The project has no model named {name!r}: run `tresse segments compile`, "
            "then build again."
        )


def load_manifest(path: Path) -> Manifest:
    """The manifest that dbt wrote at a path."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise TresseError(f"There is no dbt manifest at {path}: build the project first.") from None
    except ValueError:
        raise TresseError(f"The dbt manifest {path} is damaged: build the project again.") from None
    entries = {**content["nodes"], **content["sources"], **content.get("unit_tests", {})}
    return Manifest({unique_id: _node(unique_id, entry) for unique_id, entry in entries.items()})


def _node(unique_id: str, entry: dict[str, Any]) -> Node:
    config = entry.get("config", {})
    fqn = entry["fqn"]
    meta = config.get("meta") or {}
    return Node(
        unique_id=unique_id,
        name=entry["name"],
        resource_type=entry["resource_type"],
        layer=fqn[1] if len(fqn) > 2 else "",
        path=entry["original_file_path"],
        # The name without what an engine puts before it: Spark's metastore is shared by others.
        schema=entry.get("source_name") or config.get("schema") or entry.get("schema") or "",
        access=entry.get("access"),
        materialized=config.get("materialized"),
        grain=tuple(meta.get("grain", ())),
        columns=tuple(_column(column) for column in entry.get("columns", {}).values()),
        description=entry.get("description") or "",
        depends_on=tuple(entry.get("depends_on", {}).get("nodes", ())),
        raw_code=entry.get("raw_code") or "",
        contract=bool((entry.get("contract") or {}).get("enforced", False)),
        exported=bool(meta.get("exported", False)),
    )


def _column(entry: dict[str, Any]) -> Column:
    meta = entry.get("config", {}).get("meta") or {}
    return Column(
        entry["name"], entry.get("data_type"), entry.get("description") or "", meta.get("pii")
    )
