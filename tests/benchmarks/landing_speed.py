"""Landing against DuckDB's own reader: CPU and wall time of both on one file, in one run.

    python -m tests.benchmarks.landing_speed --megabytes 1000
    TRESSE_MEMORY=1GB python -m tests.benchmarks.landing_speed --megabytes 4000 --memory 2000

The file is a clean CSV of web events. Each way runs in a process of its own, to tell its peak
memory; the reader loads all columns as text into a table of a database file. With --memory, the
system gives a process no more than that many megabytes: a file larger than memory lands, or fails.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from orchestration.landing.landing import land
from orchestration.settings import Settings

EVENTS = """
copy (
    select
        'e' || i as event_id, 'page_view' as event_name,
        timestamp '2026-01-01' + i * interval '1 second' as occurred_at,
        'visitor_' || i % 100000 as anonymous_id, 'session_' || i % 700000 as session_id,
        'https://foyer.fr/rayon/' || i % 5000 || '?page=' || i % 7 as page_url,
        'product' as page_type, 'p' || i % 3000 as product_id, 'mobile' as device_type
    from range({rows}) as numbers(i)
) to '{path}' (header, delimiter ',')
"""
BYTES_PER_ROW = 120


def main() -> None:
    """Write the file, read it both ways and print what each took and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=1000)
    parser.add_argument("--memory", type=int, help="megabytes that a process may have")
    parser.add_argument("--one", choices=("reader", "landing"), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        _one(arguments.one, arguments.folder)
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = _file(folder)
        path.parent.mkdir(parents=True)
        rows = arguments.megabytes * 1_000_000 // BYTES_PER_ROW
        duckdb.execute(EVENTS.format(rows=rows, path=path))
        print(f"{path.stat().st_size / 1e6:,.0f} MB, {rows:,} rows")
        reader, landing = (
            _measured(way, folder, arguments.memory) for way in ("reader", "landing")
        )
    ratio = {unit: reader[unit] / landing[unit] for unit in ("cpu", "wall")}
    print(
        f"landing has {ratio['cpu']:.2f} of the reader's speed by CPU, {ratio['wall']:.2f} by wall"
    )


def _file(folder: Path) -> Path:
    return folder / "inbox" / "web" / "web_events.csv"


def _measured(way: str, folder: Path, megabytes: int | None) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.benchmarks.landing_speed", "--one", way]
    limit = megabytes * 1_000_000 if megabytes else resource.RLIM_INFINITY
    done = subprocess.run(
        [*command, "--folder", str(folder)],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_DATA, (limit, limit)),
    )
    figures: dict[str, float] = json.loads(done.stdout)
    print(f"{way}: " + ", ".join(f"{name} {value:,.1f}" for name, value in figures.items()))
    return figures


def _one(way: str, folder: Path) -> None:
    threads = os.environ.get("TRESSE_THREADS", "2")
    begun = time.perf_counter()
    if way == "reader":
        memory = os.environ.get("TRESSE_MEMORY", "4GB")
        with duckdb.connect(
            folder / "reader.duckdb", config={"threads": threads, "memory_limit": memory}
        ) as connection:
            query = f"from read_csv('{_file(folder)}', all_varchar = true)"
            connection.execute(f"create table events as {query}")
    else:
        land(_settings(folder))
    used = resource.getrusage(resource.RUSAGE_SELF)
    figures = {
        "wall": time.perf_counter() - begun,
        "cpu": used.ru_utime + used.ru_stime,
        "peak_gigabytes": used.ru_maxrss / 1e6,
    }
    print(json.dumps(figures))


def _settings(folder: Path) -> Settings:
    """One source of web events beside the smallest shop that landing accepts."""
    shop = folder / "inbox" / "shop"
    shop.mkdir()
    (shop / "shop_customers.csv").write_text("customer_id,email\nc1,zoe@example.com\n")
    orders = "order_id,ordered_at,currency,total_amount\no1,2026-03-01,EUR,12.50\n"
    (shop / "shop_orders.csv").write_text(orders)
    (shop / "shop_order_lines.csv").write_text("order_line_id,order_id,quantity\nl1,o1,1\n")
    usual = {"vendor": "canonical", "time_zone": "UTC", "decimal_mark": ".", "shop": "shop"}
    core = ["shop_customers", "shop_orders", "shop_order_lines"]
    sources = [
        {"id": "shop", "tables": core, **usual},
        {"id": "web", "tables": ["web_events"], **usual},
    ]
    variables = {"sources": sources, "time_zone": "UTC", "max_quarantine_share": 0.05}
    return Settings(folder, variables, {})


if __name__ == "__main__":
    main()
