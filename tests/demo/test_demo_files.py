"""The shape of what the demo writes: files, columns, values, keys, amounts, truth."""

import csv
import gzip
from datetime import date
from pathlib import Path

import pytest

from orchestration.contract.contract import load_contract
from orchestration.demo import generate
from orchestration.demo.write import FILES
from orchestration.errors import TresseError
from tests.demo.conftest import AS_OF, END, KEYS, Demo

CONTRACT = load_contract()
ENVELOPE = {"source_updated_at", "is_deleted"}


def all_files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def small(folder: Path, seed: int = 1) -> Path:
    generate(60, seed, AS_OF, folder / "inbox", folder / "truth")
    return folder


def test_the_same_arguments_give_the_same_bytes(tmp_path: Path) -> None:
    once, again = all_files(small(tmp_path / "one")), all_files(small(tmp_path / "two"))
    assert set(FILES.values()) | {".demo"} <= {name.removeprefix("inbox/") for name in once}
    assert once == again


def test_another_seed_gives_other_people(tmp_path: Path) -> None:
    one, two = small(tmp_path / "one"), small(tmp_path / "two", seed=2)
    assert all_files(one)["truth/records.csv"] != all_files(two)["truth/records.csv"]


def test_a_second_demo_replaces_the_first(tmp_path: Path) -> None:
    small(tmp_path, seed=1)
    small(tmp_path, seed=2)
    assert all_files(tmp_path) == all_files(small(tmp_path / "fresh", seed=2))


def test_a_users_file_stops_the_demo_and_stays(tmp_path: Path) -> None:
    small(tmp_path)
    (tmp_path / "inbox" / "shop" / "mine.csv").write_text("order_id\n")
    with pytest.raises(TresseError, match=r"shop/mine\.csv, which the demo did not write"):
        small(tmp_path, seed=2)
    assert (tmp_path / "inbox" / "shop" / "mine.csv").exists()
    assert (tmp_path / "inbox" / "shop" / "shop_orders.csv").exists()


def test_a_demo_file_that_a_user_changed_is_his_now(tmp_path: Path) -> None:
    small(tmp_path)
    orders = tmp_path / "inbox" / "shop" / "shop_orders.csv"
    orders.write_text("order_id\n1\n")
    with pytest.raises(TresseError, match=r"shop_orders\.csv, which the demo did not write"):
        small(tmp_path)
    assert orders.read_text() == "order_id\n1\n"


def test_a_file_managers_hidden_file_is_in_nobodys_way(tmp_path: Path) -> None:
    small(tmp_path)
    (tmp_path / "inbox" / "shop" / ".DS_Store").write_text("")
    small(tmp_path, seed=2)
    assert (tmp_path / "inbox" / "shop" / ".DS_Store").exists()


def test_no_people_is_a_mistake_said_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(TresseError, match="at least one person"):
        generate(0, 1, AS_OF, tmp_path / "inbox", tmp_path / "truth")


def test_one_person_alone_makes_a_demo(tmp_path: Path) -> None:
    report = generate(1, 1, date(2024, 2, 29), tmp_path / "inbox", tmp_path / "truth")
    assert report.rows["shop_products"] > 40


@pytest.mark.parametrize("table", FILES)
def test_files_hold_the_contracts_columns_and_no_other(demo: Demo, table: str) -> None:
    columns = {row[0] for row in demo.query(f"describe raw_{table}")}
    known = CONTRACT.table(table).columns
    assert columns - ENVELOPE <= {column.name for column in known}
    assert {column.name for column in known if not column.nullable} <= columns


@pytest.mark.parametrize("table", FILES)
def test_required_cells_are_filled_and_listed_values_are_kept(demo: Demo, table: str) -> None:
    for column in CONTRACT.table(table).columns:
        name = column.name
        if not demo.query(f"select 1 from (describe {table}) where column_name = '{name}'"):
            continue
        if column.required:
            assert demo.one(f"select count(*) from {table} where {name} is null") == 0, name
        if column.accepted:
            seen = {row[0] for row in demo.query(f"select distinct {name} from {table}")}
            assert seen - {None} <= set(column.accepted), name


@pytest.mark.parametrize("table", [t for t in FILES if t != "msg_campaigns"])
def test_cells_cast_to_the_contracts_types_once_the_broken_rows_are_out(
    demo: Demo, table: str
) -> None:
    for column in CONTRACT.table(table).columns:
        name, kind = column.name, column.type
        broken = "order_line_id like 'BROKEN-%'" if table == "shop_order_lines" else "false"
        bad = demo.one(
            f"select count(*) from {table} where not ({broken}) "
            f"and {name} is not null and try_cast({name} as {kind}) is null"
        )
        assert bad == 0, name


@pytest.mark.parametrize("table", FILES)
def test_nothing_happens_after_the_last_day(demo: Demo, table: str) -> None:
    timestamps = [
        column.name for column in CONTRACT.table(table).columns if column.type == "timestamp"
    ]
    for name in [*timestamps, "source_updated_at"]:
        if name == "tier_expires_at":
            continue
        if not demo.query(f"select 1 from (describe {table}) where column_name = '{name}'"):
            continue
        late = demo.query(f"select {name} from {table} where {name}::timestamp >= '{END}' limit 1")
        assert late == [], name


def test_noise_is_there_and_stays_under_one_percent(demo: Demo) -> None:
    for table, key in KEYS.items():
        written, kept = (demo.one(f"select count(*) from {t}") for t in (f"raw_{table}", table))
        assert kept >= 0.99 * written, key
    assert demo.one("select count(*) from raw_shop_orders where order_id like 'BROKEN-%'") > 0
    replays = "select order_line_id from raw_shop_order_lines group by all having count(*) > 1"
    assert len(demo.query(replays)) > 0


@pytest.mark.parametrize(
    ("table", "column", "parent", "key"),
    [
        ("shop_orders", "customer_id", "shop_customers", "customer_id"),
        ("shop_orders", "cart_id", "shop_carts", "cart_id"),
        ("shop_order_lines", "order_id", "shop_orders", "order_id"),
        ("shop_order_lines", "product_id", "shop_products", "product_id"),
        ("shop_order_discounts", "order_id", "shop_orders", "order_id"),
        ("shop_refunds", "order_id", "shop_orders", "order_id"),
        ("shop_refunds", "order_line_id", "shop_order_lines", "order_line_id"),
        ("shop_carts", "customer_id", "shop_customers", "customer_id"),
        ("shop_carts", "converted_order_id", "shop_orders", "order_id"),
        ("crm_contacts", "external_customer_id", "shop_customers", "customer_id"),
        ("loyalty_members", "customer_id", "shop_customers", "customer_id"),
        ("msg_subscribers", "external_customer_id", "shop_customers", "customer_id"),
        ("msg_consents", "subscriber_id", "msg_subscribers", "subscriber_id"),
        ("msg_events", "subscriber_id", "msg_subscribers", "subscriber_id"),
        ("msg_events", "campaign_id", "msg_campaigns", "campaign_id"),
        ("web_events", "user_id", "shop_customers", "customer_id"),
        ("web_events", "product_id", "shop_products", "product_id"),
        ("web_events", "order_id", "shop_orders", "order_id"),
    ],
)
def test_ids_point_at_rows_that_exist(
    demo: Demo, table: str, column: str, parent: str, key: str
) -> None:
    assert demo.one(f"select count({column}) from {table}") > 0
    lost = f"select {column} from {table} where {column} not in (select {key} from {parent})"
    assert demo.query(lost) == []


def test_every_amount_adds_up_to_the_cent(demo: Demo) -> None:
    money = "decimal(18, 2)"
    orders = f"""
        select order_id, total_amount::{money} as total, lines_amount::{money} as lines,
            discount_amount::{money} as discount, shipping_amount::{money} as shipping
        from shop_orders
    """
    assert demo.query(f"from ({orders}) where total <> lines - discount + shipping") == []
    parts = f"""
        with lines as (
            select order_id, sum(line_amount::{money}) as amount
            from shop_order_lines group by order_id
        ),
        codes as (
            select order_id, sum(amount::{money}) as amount
            from shop_order_discounts group by order_id
        )
        select * from ({orders}) as orders
        inner join lines using (order_id) left join codes using (order_id)
        where orders.lines <> lines.amount or orders.discount <> coalesce(codes.amount, 0)
    """
    assert demo.query(parts) == []
    line = f"""
        from shop_order_lines where line_amount::{money}
        <> quantity::int * unit_price::{money} - discount_amount::{money}
    """
    assert demo.query(line) == []


def test_refunds_never_exceed_the_order_and_a_full_refund_is_the_whole_total(demo: Demo) -> None:
    rows = demo.query("""
        select financial_status, sum(amount::decimal(18, 2)), total_amount::decimal(18, 2)
        from shop_orders inner join shop_refunds using (order_id)
        group by order_id, financial_status, total_amount
    """)
    assert {status for status, *_ in rows} == {"refunded", "partially_refunded"}
    for status, refunded, total in rows:
        assert (refunded == total) == (status == "refunded")
        assert 0 < refunded <= total


def test_amounts_are_written_with_two_decimals(demo: Demo) -> None:
    total = (
        r"select count(*) from shop_orders where not regexp_matches(total_amount, '^\d+\.\d\d$')"
    )
    assert demo.one(total) == 0


def test_the_truth_names_one_person_for_every_record_and_no_other(demo: Demo) -> None:
    records = """
        select 'crm_contact:crm:' || contact_id from crm_contacts
        union all select 'shop_customer:shop:' || customer_id from shop_customers
        union all select 'guest_order:shop:' || order_id from shop_orders where customer_id is null
        union all select 'subscriber:email:' || subscriber_id from msg_subscribers
        union all select 'loyalty_member:crm:' || member_id from loyalty_members
        union all select 'cart:shop:' || cart_id from shop_carts
    """
    written = [row[0] for row in demo.query(records)]
    known = [row[0] for row in demo.query("select record_type || ':' || source_key from truth")]
    assert len(known) == len(set(known))
    assert sorted(written) == sorted(known)


def test_the_truth_lies_outside_the_inbox(demo: Demo) -> None:
    assert demo.report.inbox not in demo.report.truth.parents


def test_reports_rows_are_those_of_the_files(demo: Demo) -> None:
    with gzip.open(demo.report.inbox / FILES["web_events"], "rt", encoding="utf-8") as file:
        assert demo.report.rows["web_events"] == sum(1 for _ in csv.DictReader(file))
    for table, count in demo.report.rows.items():
        assert demo.one(f"select count(*) from raw_{table}") == count
