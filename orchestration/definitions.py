"""The only Dagster entry point: `dagster dev -m orchestration.definitions`."""

import dagster as dg

from orchestration.assets.partitions import DAILY
from orchestration.assets.publication import publication
from orchestration.assets.sources import gates, raw_tables
from orchestration.assets.warehouse import DBT, models

# In one process: a second one could not open the warehouse while the first holds it.
daily = dg.define_asset_job(
    "daily",
    selection=dg.AssetSelection.all(),
    partitions_def=DAILY,
    executor_def=dg.in_process_executor,
    description="Inbox to publication for one day; the partition's key is as_of.",
)

defs = dg.Definitions(
    assets=[raw_tables, models, publication],
    asset_checks=[gates],
    jobs=[daily],
    schedules=[dg.build_schedule_from_partitioned_job(daily, hour_of_day=6)],
    resources={"dbt": DBT},
)
