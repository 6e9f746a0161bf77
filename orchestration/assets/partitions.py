"""What every asset shares: the daily partition, whose key is as_of, and the warehouse's pool."""

from datetime import date

import dagster as dg

from orchestration.settings import load_settings

DAILY = dg.DailyPartitionsDefinition(
    start_date="2020-01-01", timezone=str(load_settings().time_zone)
)

# DuckDB takes one writer: assets that open the warehouse wait for each other.
WAREHOUSE_POOL = "warehouse"


def as_of(context: dg.AssetExecutionContext | dg.AssetCheckExecutionContext) -> date:
    """Return the day that the run builds."""
    return date.fromisoformat(context.partition_key)
