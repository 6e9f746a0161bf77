"""Online Retail II the whole way: one real shop, no CRM, no e-mail tool, no web site."""

import json
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from orchestration.settings import PROJECT_DIR
from tests.orchestration.conftest import Tresse
from tests.real_data.online_retail_ii import AS_OF, VARIABLES, DirectSums, deliver

PARQUET = PROJECT_DIR.parent / "shared/data/online_retail_ii/year_2009_2010.parquet"

pytestmark = pytest.mark.skipif(
    not PARQUET.exists(), reason=f"the real data set is not at {PARQUET}; it is never committed"
)

QUARANTINED = """
select coalesce(sum(try_cast({amount} as decimal(18, 4))), 0)
from raw.{table}
inner join staging.quarantine
    on
        quarantine.source_table = '{table}'
        and quarantine.source_file = {table}.source_file
        and quarantine.source_line = {table}.source_line
"""

# What refunds exceed their order by: an order is never worth less than nothing.
CAPPED = """
select sum(refunds.amount - orders.refunded_amount)
from (
    select order_id, sum(amount) as amount from staging.stg_shop__refunds group by order_id
) as refunds
inner join customer.orders on refunds.order_id = orders.order_id
"""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> tuple[Tresse, DirectSums]:
    """The shop, landed from its file as it is, built and published, and the file's own sums."""
    tresse = Tresse(tmp_path_factory.mktemp("online_retail_ii"))
    sums = deliver(PARQUET, tresse.data_dir / "inbox")
    done = tresse("--vars", json.dumps(VARIABLES), "run", as_of=AS_OF.isoformat())
    assert done.returncode == 0, done.stdout + done.stderr
    return tresse, sums


def value(database: Path, query: str) -> Decimal:
    with duckdb.connect(database, read_only=True) as connection:
        ((answer,),) = connection.execute(query).fetchall()
    return Decimal(answer)


def test_revenue_reconciles_to_the_cent_with_the_file(shop: tuple[Tresse, DirectSums]) -> None:
    tresse, sums = shop
    of_customers = value(tresse.serving, "select sum(revenue) from activation.customer_features")
    unattached = value(
        tresse.warehouse, "select sum(net_amount) from customer.orders where customer_id is null"
    )
    orders_aside = value(
        tresse.warehouse, QUARANTINED.format(table="shop_orders", amount="total_amount")
    )
    refunds_aside = value(
        tresse.warehouse, QUARANTINED.format(table="shop_refunds", amount="amount")
    )
    capped = value(tresse.warehouse, CAPPED)
    total = of_customers + unattached + orders_aside - refunds_aside - capped
    assert total == Decimal(sums.revenue)


def test_every_order_and_every_customer_of_the_file_is_there(
    shop: tuple[Tresse, DirectSums],
) -> None:
    tresse, sums = shop
    orders = value(tresse.warehouse, "select count(*) from customer.orders")
    aside = value(
        tresse.warehouse,
        "select count(*) from staging.quarantine where source_table = 'shop_orders'",
    )
    assert orders + aside == sums.order_count
    customers = value(tresse.serving, "select count(*) from activation.customers")
    assert customers == sums.customer_count


def test_what_needs_an_absent_source_is_not_computable_rather_than_empty(
    shop: tuple[Tresse, DirectSums],
) -> None:
    tresse, _ = shop
    with duckdb.connect(tresse.serving, read_only=True) as serving:
        catalog = dict(
            serving.execute("select segment, status from activation.segment_catalog").fetchall()
        )
    unknown = {segment for segment, status in catalog.items() if status == "not_computable"}
    assert unknown == {
        "abandoned_cart", "browse_abandoners", "category_enthusiasts", "coupon_only_buyers",
        "email_dormant", "email_engaged", "loyalty_members", "many_pages_viewers", "men", "women",
    }  # fmt: skip


def test_nobody_is_contacted_where_no_consent_was_ever_given(
    shop: tuple[Tresse, DirectSums],
) -> None:
    tresse, _ = shop
    assert value(tresse.serving, "select count(*) from activation.audience_members") == 0
