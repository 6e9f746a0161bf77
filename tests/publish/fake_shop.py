"""A small built warehouse, made by hand from the models' YAML: no dbt run, the real interface."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import yaml

from orchestration.manifest import Manifest, load_manifest
from orchestration.publish.serving import PUBLISHED_MODELS
from orchestration.settings import PROJECT_DIR, Settings

AS_OF = date(2026, 10, 31)
CANARY = "canary"

SEGMENTS = {
    # slug: (which customers, status, channels)
    "vip": ("i % 2 = 0", "ok", "email|sms|ads"),
    "lapsing": ("i % 5 = 0", "ok", "email"),
    "emptied": ("false", "ok", "email|onsite"),
    "browse_abandoners": ("false", "not_computable", "email"),
}
# The compiled model's YAML follows the project's own segments; these are ours.
_FLAGS = {
    "name": "customer_segments",
    "description": "One row per customer with a flag per segment.",
    "config": {"access": "public", "meta": {"grain": ["customer_id"]}},
    "columns": [
        {"name": name, "data_type": data_type, "config": {"meta": {"pii": pii}}}
        for name, data_type, pii in [
            ("customer_id", "varchar", "P1"),
            ("as_of", "date", "P0"),
            *((slug, "boolean", "P0") for slug in SEGMENTS),
        ]
    ],
}


@cache
def fake_manifest() -> dict[str, Any]:
    """The part of dbt's manifest that publication reads, out of the project's own YAML."""
    nodes = {"model.tresse.customer_segments": _model("segments", _FLAGS)}
    wanted = {*PUBLISHED_MODELS, "customer_identities"} - {"customer_segments"}
    for path in sorted((PROJECT_DIR / "models").glob("*/_*__models.yml")):
        for model in yaml.safe_load(path.read_text())["models"]:
            if model["name"] in wanted:
                nodes[f"model.tresse.{model['name']}"] = _model(path.parent.name, model)
    declared = yaml.safe_load((PROJECT_DIR / "models/_published__sources.yml").read_text())
    sources = {
        f"source.tresse.published.{table['name']}": {
            **_entry("published", table),
            "resource_type": "source",
        }
        for table in declared["sources"][0]["tables"]
    }
    return {"nodes": nodes, "sources": sources}


def load_fake_manifest() -> Manifest:
    """The same as the typed reader reads it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "manifest.json"
        path.write_text(json.dumps(fake_manifest()))
        return load_manifest(path)


def build_shop(data_dir: Path, customers: int = 40, as_of: date = AS_OF) -> Settings:
    """Settings of a data folder whose warehouse looks like a finished build."""
    target = data_dir / "dbt" / "target"
    target.mkdir(parents=True, exist_ok=True)
    manifest = fake_manifest()
    (target / "manifest.json").write_text(json.dumps(manifest))
    results = [{"unique_id": "test.tresse.grain.1", "status": "pass"}]
    (target / "run_results.json").write_text(json.dumps({"results": results}))
    with duckdb.connect(str(data_dir / "warehouse.duckdb")) as connection:
        for entry in [*manifest["nodes"].values(), *manifest["sources"].values()]:
            _create(connection, entry)
        _fill(connection, manifest, customers, as_of)
    return settings_of(data_dir)


def settings_of(data_dir: Path) -> Settings:
    """Settings of a data folder."""
    return Settings(data_dir, {"time_zone": "Europe/Paris"}, {})


def _model(layer: str, model: dict[str, Any]) -> dict[str, Any]:
    return {**_entry(layer, model), "resource_type": "model", "config": model["config"]}


def _entry(layer: str, table: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": table["name"],
        "schema": layer,
        "fqn": ["tresse", layer, table["name"]],
        "original_file_path": f"models/{layer}/{table['name']}.sql",
        "description": table["description"],
        "columns": {
            column["name"]: {"data_type": "varchar", **column} for column in table["columns"]
        },
    }


def _create(connection: duckdb.DuckDBPyConnection, entry: dict[str, Any]) -> None:
    columns = ", ".join(
        f'"{column["name"]}" {column["data_type"]}' for column in entry["columns"].values()
    )
    # What publications left in `published` outlives every build.
    create = (
        "create table if not exists"
        if entry["schema"] == "published"
        else "create or replace table"
    )
    connection.execute(f'create schema if not exists "{entry["schema"]}"')
    connection.execute(f'{create} "{entry["schema"]}"."{entry["name"]}" ({columns})')


def _fill(
    connection: duckdb.DuckDBPyConnection, manifest: dict[str, Any], customers: int, as_of: date
) -> None:
    def insert(name: str, source: str, **values: str) -> None:
        entry = manifest["nodes"][f"model.tresse.{name}"]
        values = {"as_of": f"date '{as_of}'", "customer_id": "'c' || i", **values}
        columns = ", ".join(
            values.get(column["name"], _default(column)) for column in entry["columns"].values()
        )
        connection.execute(
            f'insert into "{entry["schema"]}"."{name}" select {columns} from {source}'
        )

    people = f"range({customers}) people (i)"
    email = f"'{CANARY}' || i || '@shop.example'"
    phone = "'+336' || lpad(cast(i as varchar), 8, '0')"
    insert("customers", people, email=email, phone=phone)
    insert("customer_features", people)
    flags = {slug: rule for slug, (rule, _, _) in SEGMENTS.items()}
    insert("customer_segments", people, **flags)
    identity = {"customer_since": f"date '{as_of}'", "record_id": "'crm_contact:crm:' || i"}
    insert("customer_identities", people, **identity)
    for slug, (rule, status, channels) in SEGMENTS.items():
        members = f"{people} where {rule}"
        size = f"(select count(*) from {members})"
        catalog = {"segment": f"'{slug}'", "status": f"'{status}'", "channels": f"'{channels}'"}
        insert("segment_catalog", "range(1)", **catalog, member_count=size)
        insert("segment_daily", "range(1)", segment=f"'{slug}'", member_count=size)
        insert("segment_members", members, segment=f"'{slug}'")
        insert("segment_changes", members, segment=f"'{slug}'", change="'entered'")
        addresses = {"email": email, "sms": phone, "ads": email}
        for channel in addresses.keys() & set(channels.split("|")):
            one = {"segment": f"'{slug}'", "channel": f"'{channel}'"}
            insert(
                "audience_members", f"{members} and i % 3 > 0", **one, address=addresses[channel]
            )
            insert("audience_exclusions", f"{members} and i % 3 = 0", **one, reason="'no_consent'")


def _default(column: dict[str, Any]) -> str:
    is_identifying = column["config"]["meta"]["pii"] in ("P2", "P3")
    if is_identifying and column["data_type"] == "varchar":
        return f"'{CANARY} {column['name']}'"
    return f"cast(null as {column['data_type']})"
