"""What exports suffer in real life: replays, newer versions of a row, and rows nobody can read."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta

from orchestration.demo.rows import Row

REPLAY_EVERY = 450
CORRECTION_EVERY = 300
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
# The field that a newer version of a row corrects.
CORRECTED = {
    "crm_contacts": ("lifecycle_stage", "other"),
    "shop_customers": ("customer_group", "fidele"),
    "shop_orders": ("fulfilment_status", "fulfilled"),
}


class Noise:
    """Adds a row of noise after every so many rows of a table: the same ones in every run."""

    def __init__(self, end: datetime) -> None:
        self._end = end
        self._seen: Counter[str] = Counter()

    def after(self, table: str, row: Row) -> Iterator[Row]:
        """The rows that real life adds after this one."""
        self._seen[table] += 1
        number = self._seen[table]
        if number % REPLAY_EVERY == 0:
            yield row
        if number % CORRECTION_EVERY == 0 and table in CORRECTED:
            yield from self._correction(table, row)
        if number % BREAK_EVERY == 0:
            yield from _broken(table, row, number)

    def _correction(self, table: str, row: Row) -> Iterator[Row]:
        updated_at = row["source_updated_at"]
        if isinstance(updated_at, datetime) and updated_at < self._end - timedelta(days=2):
            column, value = CORRECTED[table]
            yield {**row, column: value, "source_updated_at": updated_at + timedelta(days=1)}


def _broken(table: str, row: Row, number: int) -> Iterator[Row]:
    if table == "shop_order_lines":
        column, value = BROKEN_LINES[number // BREAK_EVERY % 2]
        yield {**row, "order_line_id": f"BROKEN-{number}", column: value}
    elif table in BROKEN:
        key, column, value = BROKEN[table]
        yield {**row, key: f"BROKEN-{number}", column: value}
