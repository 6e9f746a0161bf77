"""The last step: what marketing tools and BI may read."""

import dagster as dg

from orchestration.assets.partitions import DAILY, WAREHOUSE_POOL, as_of
from orchestration.assets.warehouse import public_models
from orchestration.lock import run_lock
from orchestration.publish.publication import publish
from orchestration.settings import load_settings


@dg.asset(
    key=["serving", "activation"],
    group_name="publication",
    deps=public_models(),
    partitions_def=DAILY,
    pool=WAREHOUSE_POOL,
)
def publication(context: dg.AssetExecutionContext) -> dg.MaterializeResult[None]:
    """Serving file, the same tables as Parquet, and exports, replaced whole."""
    settings = load_settings()
    with run_lock(settings, "dagster: publication"):
        report = publish(settings, as_of(context))
    return dg.MaterializeResult(
        metadata={"snapshot": report.snapshot.snapshot_id, **report.row_counts}
    )
