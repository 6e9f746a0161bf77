"""The dbt project as assets: a model is an asset, a test is a check, a layer is a group."""

import json
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, DbtCliResource, DbtProject, dbt_assets

from orchestration.assets.partitions import DAILY, WAREHOUSE_POOL, as_of
from orchestration.dbt import environment, fresh_manifest, target_dir
from orchestration.engine.bring_back import bring_back
from orchestration.engine.hand_over import hand_over
from orchestration.engine.readiness import require_engine
from orchestration.lock import run_lock
from orchestration.settings import PROJECT_DIR, load_settings

MANIFEST = fresh_manifest(load_settings())
DBT = DbtCliResource(
    project_dir=DbtProject(PROJECT_DIR, profiles_dir=PROJECT_DIR),
    # The one of this environment, whether or not it is activated.
    dbt_executable=Path(sys.executable).parent / "dbt",
)


class Layers(DagsterDbtTranslator):
    """Groups assets by the folder of their layer."""

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str:
        """Return the layer; seeds are rules."""
        if dbt_resource_props["resource_type"] == "seed":
            return "rules"
        return str(dbt_resource_props["fqn"][1])


@dbt_assets(
    manifest=MANIFEST,
    dagster_dbt_translator=Layers(),
    partitions_def=DAILY,
    pool=WAREHOUSE_POOL,
    name="models",
)
def models(context: dg.AssetExecutionContext, dbt: DbtCliResource) -> Iterator[Any]:
    """Build and test the models of the day."""
    settings, day = load_settings(), as_of(context)
    variables = json.dumps({"as_of": day.isoformat()})
    arguments = ["build", "--exclude-resource-type", "unit_test", "--vars", variables]
    require_engine(settings)
    os.environ.update(environment(settings, day))
    with run_lock(settings, "dagster: dbt build"):
        hand_over(settings)
        # Where publication looks for what passed.
        target = target_dir(settings)
        (target / "run_results.json").unlink(missing_ok=True)
        yield from dbt.cli(arguments, context=context, target_path=target).stream()
        bring_back(settings, day)


def public_models() -> list[dg.AssetKey]:
    """Return the keys of the models that publication reads."""
    nodes = json.loads(Path(MANIFEST).read_text(encoding="utf-8"))["nodes"].values()
    public = [node for node in nodes if node["config"].get("access") == "public"]
    return [Layers().get_asset_key(node) for node in public]
