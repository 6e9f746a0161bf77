"""Public samples of vendors' tables, and a second shop of another vendor, the whole way at once.

The samples are shapes: few of their ids join, and their prices are in other currencies.
"""

import shutil
from datetime import date
from typing import Any

import pytest

from orchestration import pipeline
from orchestration.adapters.adapter import adapters_of
from orchestration.settings import PROJECT_DIR, Settings, load_settings
from orchestration.warehouse import open_warehouse
from tests.adapters.test_prestashop import FILES as PRESTASHOP
from tests.adapters.vendor_files import SOURCE

SAMPLES = PROJECT_DIR.parent / "shared" / "data" / "vendor_samples"
AS_OF = date(2026, 10, 31)
VENDORS = {"shop": "shopify", "crm": "hubspot", "mail": "klaviyo", "boutique": "prestashop"}

pytestmark = pytest.mark.skipif(
    not SAMPLES.is_dir(), reason=f"the vendors' samples are not in {SAMPLES}; they are not ours"
)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Four sources of four vendors, landed, guarded, built and published."""
    folder = tmp_path_factory.mktemp("samples")
    for source, vendor in VENDORS.items():
        inbox = folder / "inbox" / source
        inbox.mkdir(parents=True)
        for path in (SAMPLES / vendor).glob("*.csv"):
            shutil.copyfile(path, inbox / path.name)
    for name, content in PRESTASHOP.items():
        (folder / "inbox" / "boutique" / name).write_text(content, encoding="utf-8")
    sources = [declared(source, vendor) for source, vendor in VENDORS.items()]
    # Nearly all their rows are orphans: a shop's own export is stopped at that.
    settings = load_settings({"sources": sources, "max_quarantine_share": 1})
    settings = Settings(folder, settings.variables, settings.overrides)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRESSE_DATA", str(folder))
        pipeline.run(settings, AS_OF, lambda _: None)
    return settings


def declared(source: str, vendor: str) -> dict[str, Any]:
    tables = sorted({table for adapter in adapters_of(vendor) for table in adapter.queries})
    shop = source if source == "boutique" else "shop"
    return {**SOURCE, "id": source, "vendor": vendor, "shop": shop, "tables": tables}


def query(settings: Settings, sql: str) -> list[tuple[Any, ...]]:
    with open_warehouse(settings, read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_orphans_of_the_samples_are_set_aside_each_with_its_reason(run: Settings) -> None:
    found = query(
        run,
        """
        select source_table, reason_code, cast(sum(row_count) as integer)
        from staging.staging_row_counts
        where row_status = 'quarantined' and source_id <> 'boutique'
        group by all
        order by all
        """,
    )
    assert found == [
        ("crm_companies", "bad_date", 12),
        ("shop_order_discounts", "unknown_order", 20),
        ("shop_order_lines", "unknown_order", 13),
        ("shop_orders", "missing_rate", 13),
        ("shop_refunds", "missing_value", 30),
        ("shop_refunds", "unknown_order", 10),
    ]


def test_what_the_samples_hold_of_people_and_messages_is_kept(run: Settings) -> None:
    found = query(
        run,
        """
        select source_table, cast(sum(row_count) as integer)
        from staging.staging_row_counts
        where row_status = 'kept' and source_id <> 'boutique'
        group by all
        order by all
        """,
    )
    assert dict(found) == {
        "crm_companies": 21,
        "crm_contacts": 22,
        "msg_campaigns": 104,
        "msg_consents": 100,
        "msg_events": 103,
        "msg_subscribers": 4,
        "shop_carts": 8,
        "shop_customers": 14,
        "shop_products": 18,
    }


def test_two_shops_of_two_vendors_live_side_by_side(run: Settings) -> None:
    orders = query(run, "select source_id, order_id from staging.stg_shop__orders order by all")
    assert orders == [("boutique", f"boutique:{number}") for number in (100, 101, 102)]
    # Both shops have a customer 1, and they are two people.
    people = query(
        run,
        """
        select count(distinct customer_id)
        from identity.customer_identities
        where
            record_type = 'shop_customer'
            and source_key in ('shop:1001', 'boutique:1', 'boutique:2')
        """,
    )
    assert people == [(3,)]


def test_every_record_that_is_no_row_of_the_contract_is_counted(run: Settings) -> None:
    unused = query(run, "select source_id, source_table, reason, row_count from raw.unused_rows")
    assert ("crm", "msg_events", "the message has a SENT event", 3) in unused
    assert ("mail", "msg_events", "a metric that is no message: placed order", 2) in unused
