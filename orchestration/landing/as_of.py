"""May the customer view be built as of this day?"""

from datetime import date

import duckdb

from orchestration.errors import TresseError
from orchestration.settings import Settings
from orchestration.warehouse import open_warehouse


def check_as_of(settings: Settings, as_of: date) -> None:
    """Raise when the day is not over yet, or no order was known by then."""
    last = settings.last_complete_day()
    if as_of > last:
        raise TresseError(
            f"as_of {as_of} is in the future; the last complete day in "
            f"{settings.time_zone.key} is {last}."
        )
    with open_warehouse(settings, read_only=True) as connection:
        days = [_first_order_day(connection, settings, source.id) for source in settings.sources]
    first = min((day for day in days if day), default=None)
    if first and as_of < first:
        raise TresseError(f"as_of {as_of} is before the data; the first order is of {first}.")


def _first_order_day(
    connection: duckdb.DuckDBPyConnection, settings: Settings, source_id: str
) -> date | None:
    """The shop's local day of the source's first order; a time without zone is the source's."""
    source = next(source for source in settings.sources if source.id == source_id)
    connection.execute(f"set TimeZone = '{source.time_zone}'")
    rows = connection.execute(
        """
        select cast(timezone($shop_zone, min(try_cast(ordered_at as timestamptz))) as date)
        from raw.shop_orders
        where source_id = $source_id
        """,
        {"shop_zone": settings.time_zone.key, "source_id": source_id},
    ).fetchall()
    day: date | None = rows[0][0]
    return day
