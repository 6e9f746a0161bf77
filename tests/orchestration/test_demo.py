"""The demo end to end: what a newcomer gets from the README's first command."""

import json
import re
import shutil
import stat
from pathlib import Path
from typing import Any

import duckdb

from tests.orchestration.conftest import AS_OF, NEXT_DAY, PEOPLE, Tresse

PUBLISHED = {
    "publication", "customers", "customer_features", "customer_segments", "segment_members",
    "segment_changes", "segment_catalog", "segment_daily", "audience_members",
    "audience_exclusions",
}  # fmt: skip


ROWS = "select * exclude (snapshot_id) from activation"


def rows(database: Path, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(database, read_only=True) as connection:
        return connection.execute(query).fetchall()


def public_tables(tresse: Tresse) -> dict[str, list[str]]:
    """Every published table without what names the publication itself."""
    with duckdb.connect(tresse.serving, read_only=True) as serving:
        return {
            table: sorted(str(row) for row in serving.execute(f"{ROWS}.{table}").fetchall())
            for table in sorted(PUBLISHED - {"publication"})
        }


def test_every_promised_table_is_published_for_the_asked_day(demo: Tresse) -> None:
    tables = rows(
        demo.serving, "select table_name from duckdb_tables() where schema_name = 'activation'"
    )
    assert {name for (name,) in tables} == PUBLISHED
    ((as_of,),) = rows(demo.serving, "select cast(as_of as varchar) from activation.publication")
    assert as_of == AS_OF


def test_all_segments_of_the_library_are_there_and_computable(demo: Tresse) -> None:
    catalog = rows(demo.serving, "select segment, status, request from activation.segment_catalog")
    assert len(catalog) == 34
    assert {status for _, status, _ in catalog} == {"ok"}


def test_the_demo_prints_segments_with_reach_and_where_to_look(demo: Tresse) -> None:
    printed = (demo.data_dir / "printed.txt").read_text()
    for phrase in ("new_customers", "members", "revenue", "SMS", "serving.duckdb", "gates.html"):
        assert phrase in printed


def test_nothing_printed_or_logged_looks_like_an_address(demo: Tresse) -> None:
    logs = [demo.data_dir / "printed.txt", *(demo.data_dir / "dbt" / "logs").iterdir()]
    pages = list((demo.data_dir / "reports").iterdir())
    for path in [*logs, *pages]:
        text = path.read_text(errors="replace")
        assert re.findall(r"[\w.+-]+@(?!tresse)[\w-]+\.(?:fr|com|net|org)\b", text) == [], path
        assert re.findall(r"\+33\d{9}", text) == [], path


def test_audiences_are_exported_with_checksums_for_their_owner_alone(demo: Tresse) -> None:
    latest = (demo.data_dir / "exports" / "latest").resolve()
    manifest = json.loads((latest / "manifest.json").read_text())
    assert manifest["as_of"] == AS_OF
    assert {file["channel"] for file in manifest["files"]} == {"email", "sms", "ads"}
    for file in manifest["files"]:
        path = latest / file["path"]
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    ((members,),) = rows(demo.serving, "select count(*) from activation.audience_members")
    exported = sum(file["rows"] for file in manifest["files"] if file["path"].endswith(".csv"))
    assert exported == members


def test_the_same_seed_and_day_publish_the_same_rows(demo: Tresse, tmp_path: Path) -> None:
    twin = Tresse(tmp_path / "twin")
    done = twin("demo", "--people", PEOPLE)
    assert done.returncode == 0, done.stderr
    assert public_tables(twin) == public_tables(demo)


def test_customers_keep_their_ids_when_data_is_added_and_everything_is_rebuilt(
    demo: Tresse, tmp_path: Path
) -> None:
    grown = Tresse(tmp_path / "grown")
    shutil.copytree(demo.data_dir, grown.data_dir, symlinks=True)
    query = "select record_id, customer_id from identity.customer_identities order by all"
    before: dict[str, str] = dict(rows(grown.warehouse, query))
    inbox = grown.data_dir / "inbox" / "crm"
    header, first, *_ = (inbox / "crm_contacts.csv").read_text().splitlines()
    contact = dict(zip(header.split(","), first.split(","), strict=False))
    key = contact["contact_id"]
    newcomer = first.replace(key, "added-contact", 1)
    (inbox / "crm_contacts_added.csv").write_text(f"{header}\n{newcomer}\n")
    done = grown("run", as_of=NEXT_DAY)
    assert done.returncode == 0, done.stdout + done.stderr
    after: dict[str, str] = dict(rows(grown.warehouse, query))
    assert "crm_contact:crm:added-contact" in after
    assert {record: after[record] for record in before} == before
