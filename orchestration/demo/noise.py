"""What exports suffer in real life: replays, stale versions, and rows that nobody can read."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta

from orchestration.demo.rows import Row

REPLAY_EVERY = 450
STALE_EVERY = 300
BREAK_EVERY = 700
# Table, its key, the cell that breaks, and what stands there then. The key of the broken row is
# new, so that no good row is lost with it.
BROKEN = {
    "crm_contacts": ("contact_id", "contact_id", None),
    "shop_orders": ("order_id", "ordered_at", "2025-13-45 10:00:00"),
    "shop_refunds": ("refund_line_id", "amount", "douze"),
    "web_events": ("event_id", "occurred_at", "hier"),
    "msg_events": ("message_event_id", "occurred_at", "0000-00-00"),
}
BROKEN_LINES = (("quantity", "deux"), ("order_id", "inconnue"))
# What an older version of a row still said, and by how much it is older.
STALE: dict[str, Row] = {
    "crm_contacts": {"lifecycle_stage": "lead", "phone": None},
    "shop_customers": {"customer_group": "visiteur"},
    "shop_orders": {"financial_status": "pending", "fulfilment_status": "unfulfilled"},
    "msg_subscribers": {"status": "pending"},
}
STALE_BY = timedelta(seconds=4)


class Noise:
    """Adds noise around every so many rows of a table: around the same ones in every run."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def around(self, table: str, row: Row) -> Iterator[Row]:
        """The row, and what real life adds before or after it."""
        self._seen[table] += 1
        number = self._seen[table]
        updated_at = row.get("source_updated_at")
        stale: list[Row] = []
        if number % STALE_EVERY == 0 and isinstance(updated_at, datetime):
            stale = [{**row, **STALE[table], "source_updated_at": updated_at - STALE_BY}]
        arrives_late = number % (2 * STALE_EVERY) == 0
        yield from () if arrives_late else stale
        yield row
        yield from stale if arrives_late else ()
        if number % REPLAY_EVERY == 0:
            yield row
        if number % BREAK_EVERY == 0:
            yield from _broken(table, row, number)


def _broken(table: str, row: Row, number: int) -> Iterator[Row]:
    if table == "shop_order_lines":
        column, value = BROKEN_LINES[number // BREAK_EVERY % 2]
        yield {**row, "order_line_id": f"BROKEN-{number}", column: value}
    elif table in BROKEN:
        key, broken_column, broken_value = BROKEN[table]
        yield {**row, key: f"BROKEN-{number}", broken_column: broken_value}
