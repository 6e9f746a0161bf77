"""From Spark to the warehouse file: what the build made, as views over Parquet.

Killed at any moment, the warehouse file reads the old build whole, or a new one that nobody calls
passed: the results, without which nothing is published, are put in place last.
"""

import json
import shutil
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from orchestration.dbt import built_dir, read_results, run_dbt, target_dir
from orchestration.engine.views import replace_views
from orchestration.errors import TresseError
from orchestration.files import sync_to_disk
from orchestration.lake import make_folder
from orchestration.manifest import Node, load_manifest
from orchestration.settings import Settings

# Spark writes it into a folder when every file of it is there.
MARKER = "_SUCCESS"


def bring_back(settings: Settings, as_of: date) -> tuple[str, ...]:
    """Let the warehouse file read the models that Spark built, and return their names.

    Nothing where DuckDB builds: its models are in the file already.
    """
    if not settings.is_spark:
        return ()
    require_passed(settings)
    models = exported_models(settings)
    exporting = settings.lake / "exporting"
    shutil.rmtree(exporting, ignore_errors=True)
    make_folder(settings, exporting)
    arguments = ["run-operation", "export_models", "--args", json.dumps({"folder": str(exporting)})]
    # Results of its own would replace those of the build.
    run_dbt(settings, arguments, as_of, target=settings.data_dir / "dbt" / "exported")
    adopt(settings, exporting, models)
    return tuple(model.name for model in models)


def exported_models(settings: Settings) -> tuple[Node, ...]:
    """The models of Spark's last build that Python reads."""
    models = load_manifest(target_dir(settings) / "manifest.json").of_type("model")
    return tuple(model for model in models if model.is_read_after_a_build)


def require_passed(settings: Settings) -> None:
    """Raise unless Spark's last build ended and everything in it passed."""
    results = read_results(target_dir(settings))
    if results is None or any(result.has_failed for result in results):
        raise TresseError(
            "The last build on Spark did not pass, so nothing was brought back and what is "
            "published stays: run `tresse run` again."
        )


def require_brought_back(settings: Settings) -> None:
    """Raise when Spark builds and the warehouse file does not read a whole build of it."""
    if settings.is_spark and read_results(built_dir(settings)) is None:
        raise TresseError(
            f"{settings.warehouse} reads no whole build of Spark, so nothing was published: "
            "what `dbt build` makes stays in Spark until `tresse run` brings it back; run that."
        )


def adopt(settings: Settings, exporting: Path, models: Sequence[Node]) -> None:
    """Make an export the build that the warehouse file reads, and remove those before it."""
    require_whole(exporting, models)
    results = built_dir(settings) / "run_results.json"
    results.unlink(missing_ok=True)
    builds = settings.lake / "builds"
    make_folder(settings, builds)
    build = exporting.rename(builds / f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}")
    replace_views(settings, builds, build, models)
    built_dir(settings).mkdir(parents=True, exist_ok=True)
    for name in ("manifest.json", results.name):
        _copy(target_dir(settings) / name, built_dir(settings) / name)
    for old in builds.iterdir():
        if old != build:
            shutil.rmtree(old)


def require_whole(exporting: Path, models: Sequence[Node]) -> None:
    """Raise when Spark has not written each model to its end, where we can see it."""
    folders = [exporting / model.schema / model.name for model in models]
    missing = [folder for folder in folders if not (folder / MARKER).exists()]
    if missing:
        raise TresseError(
            f"Spark left no finished export of {missing[0].name} in {missing[0]} ({len(missing)} "
            "models in all), so nothing was brought back and what is published stays: its driver "
            "and every executor must see that folder at the same path."
        )


def _copy(path: Path, copy: Path) -> None:
    draft = copy.with_name(copy.name + ".tmp")
    shutil.copyfile(path, draft)
    sync_to_disk(draft)
    draft.replace(copy)
    sync_to_disk(copy.parent)
