"""Writes the demo's rows as a user's files: CSV, gzipped CSV, JSON lines and Parquet."""

import csv
import gzip
import io
import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import TextIO

import duckdb

from orchestration.contract.contract import load_contract
from orchestration.demo.noise import Noise
from orchestration.demo.people import Person
from orchestration.demo.rows import Row

FILES = {
    "crm_contacts": "crm/crm_contacts.csv",
    "loyalty_members": "crm/loyalty_members.csv",
    "shop_customers": "shop/shop_customers.csv",
    "shop_orders": "shop/shop_orders.csv",
    "shop_order_lines": "shop/shop_order_lines.csv",
    "shop_order_discounts": "shop/shop_order_discounts.csv",
    "shop_refunds": "shop/shop_refunds.csv",
    "shop_carts": "shop/shop_carts.csv",
    "shop_products": "shop/shop_products.parquet",
    "msg_subscribers": "email/msg_subscribers.csv",
    "msg_consents": "email/msg_consents.csv",
    "msg_campaigns": "email/msg_campaigns.jsonl",
    "msg_events": "email/msg_events.csv.gz",
    "web_events": "web/web_events.csv.gz",
}
# What the sources say of a row besides the contract's columns: its version, its deletion.
ENVELOPE = {
    "crm_contacts": ("source_updated_at", "is_deleted"),
    "shop_customers": ("source_updated_at",),
    "shop_orders": ("source_updated_at",),
    "msg_subscribers": ("source_updated_at",),
}
TRUTH_COLUMNS = ("record_type", "source_id", "source_key", "person_id", "traps")


class Inbox:
    """Open files, one per table; rows go straight to disk."""

    def __init__(self, folder: Path, noise: Noise, files: ExitStack) -> None:
        self.rows = dict.fromkeys(FILES, 0)
        self._folder = folder
        self._noise = noise
        self._contract = load_contract()
        self._typed: dict[str, list[Row]] = {"shop_products": [], "msg_campaigns": []}
        self._writers = {
            table: self._csv_writer(table, files) for table in FILES if table not in self._typed
        }

    def write(self, table: str, row: Row) -> None:
        """Write one row, and now and then the noise that real exports have."""
        for noisy in self._noise.around(table, row):
            self._append(table, noisy)

    def finish(self) -> None:
        """Write the tables that are kept to the end because their format is not by line."""
        campaigns = self._folder / FILES["msg_campaigns"]
        lines = (
            json.dumps(_jsonable(row), ensure_ascii=False) for row in self._typed["msg_campaigns"]
        )
        campaigns.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        self._write_parquet("shop_products")

    def _append(self, table: str, row: Row) -> None:
        self.rows[table] += 1
        if table in self._typed:
            self._typed[table].append(row)
        else:
            # csv writes an absent cell as empty; only truth values need a form of their own.
            self._writers[table].writerow(
                {
                    name: str(cell).lower() if isinstance(cell, bool) else cell
                    for name, cell in row.items()
                }
            )

    def _csv_writer(self, table: str, files: ExitStack) -> "csv.DictWriter[str]":
        path = self._folder / FILES[table]
        path.parent.mkdir(parents=True, exist_ok=True)
        names = [*self._contract.table(table).column_names, *ENVELOPE.get(table, ())]
        writer = csv.DictWriter(files.enter_context(_text_file(path)), names, lineterminator="\n")
        writer.writeheader()
        return writer

    def _write_parquet(self, table: str) -> None:
        columns = self._contract.table(table).columns
        fields = ", ".join(f"{column.name} {column.type}" for column in columns)
        marks = ", ".join("?" for _ in columns)
        path = str(self._folder / FILES[table]).replace("'", "''")
        with duckdb.connect() as connection:
            connection.execute(f"create table {table} ({fields})")
            rows = [[row.get(column.name) for column in columns] for row in self._typed[table]]
            connection.executemany(f"insert into {table} values ({marks})", rows)
            connection.execute(f"copy {table} to '{path}' (format parquet)")


class Truth:
    """The file that says which person each record belongs to; no model reads it."""

    def __init__(self, file: TextIO) -> None:
        self._writer = csv.writer(file, lineterminator="\n")
        self._writer.writerow(TRUTH_COLUMNS)

    def record(
        self, record_type: str, source_id: str, key: str, person: Person, traps: frozenset[str]
    ) -> None:
        """Note whose record this is, and what makes it hard."""
        labels = traps | person.labels | ({person.role} - {"customer"})
        row = (record_type, source_id, f"{source_id}:{key}", person.id, "|".join(sorted(labels)))
        self._writer.writerow(row)


@contextmanager
def open_inbox(folder: Path, noise: Noise) -> Iterator[Inbox]:
    """An inbox to write to; its files are complete on leaving."""
    with ExitStack() as files:
        inbox = Inbox(folder, noise, files)
        yield inbox
        inbox.finish()


@contextmanager
def _text_file(path: Path) -> Iterator[TextIO]:
    """A UTF-8 text file, gzipped when its name says so, with nothing in it that varies by run."""
    with path.open("wb") as raw:
        if path.suffix != ".gz":
            with io.TextIOWrapper(raw, encoding="utf-8", newline="") as text:
                yield text
            return
        with (
            gzip.GzipFile(filename="", mode="wb", fileobj=raw, compresslevel=5, mtime=0) as packed,
            io.TextIOWrapper(packed, encoding="utf-8", newline="") as text,
        ):
            yield text


def _jsonable(row: Row) -> dict[str, str | int]:
    return {
        name: str(cell) if isinstance(cell, date) else cell
        for name, cell in row.items()
        if cell is not None
    }
