"""May the customer view be built as of this day?"""

from datetime import date

import duckdb

from orchestration.errors import TresseError
from orchestration.settings import Settings, Source
from orchestration.warehouse import open_warehouse


def refuse_future(settings: Settings, as_of: date) -> None:
    """Raise when the day is not over yet in the shop's time zone."""
    last = settings.last_complete_day()
    if as_of > last:
        raise TresseError(
            f"as_of {as_of} is in the future: the last complete day in {settings.time_zone} is "
            f"{last}; ask for that day or an earlier one."
        )


def refuse_before_data(settings: Settings, as_of: date) -> None:
    """Raise when no order was known by the end of the day."""
    with open_warehouse(settings, read_only=True) as connection:
        days = [_first_order_day(connection, settings, source) for source in settings.sources]
    first = min((day for day in days if day), default=None)
    if first and as_of < first:
        raise TresseError(
            f"as_of {as_of} is before the data: the first order is of {first}; "
            "ask for that day or a later one."
        )


def _first_order_day(
    connection: duckdb.DuckDBPyConnection, settings: Settings, source: Source
) -> date | None:
    """The shop's local day of the source's first order; a time without zone is the source's."""
    connection.execute(f"set TimeZone = '{source.time_zone}'")
    rows = connection.execute(
        """
        select cast(timezone($shop_zone, min(try_cast(ordered_at as timestamptz))) as date)
        from raw.shop_orders
        where source_id = $source_id
        """,
        {"shop_zone": settings.time_zone.key, "source_id": source.id},
    ).fetchall()
    day: date | None = rows[0][0]
    return day
