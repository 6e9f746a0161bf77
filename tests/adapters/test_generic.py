"""Files of anybody: headers in French and English are the contract's by the seed of aliases."""

import csv
import unicodedata
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pytest

from orchestration.contract.contract import load_contract
from orchestration.demo.generate import generate
from orchestration.demo.vendors import READERS
from orchestration.demo.write import FILES
from orchestration.errors import TresseError
from orchestration.landing.aliases import GENERIC, SEED, with_aliases
from orchestration.landing.columns import match_columns
from orchestration.landing.header import plain_name
from orchestration.landing.landing import land
from orchestration.settings import Settings, load_settings
from orchestration.sql import file_literal
from orchestration.warehouse import open_warehouse
from tests.landing.shop import Shop, make_shop

CONTRACT = load_contract()
NAMES = [table.name for table in CONTRACT.tables]
ENVELOPE = [column.name for column in CONTRACT.envelope]
with SEED.open(encoding="utf-8", newline="") as seed:
    ROWS = list(csv.DictReader(seed))


def aliases_of(table: str) -> list[tuple[str, str]]:
    """Column and alias, as the seed has them for a table."""
    columns = CONTRACT.table(table).column_names
    return [
        (row["column_name"], row["alias"])
        for row in ROWS
        if row["table_name"] in ("", table) and row["column_name"] in columns
    ]


@pytest.mark.parametrize("table", NAMES)
def test_no_alias_means_two_columns_of_a_table(table: str) -> None:
    counted = Counter(alias for _, alias in aliases_of(table))
    assert [alias for alias, count in counted.items() if count > 1] == []


@pytest.mark.parametrize("table", NAMES)
def test_no_alias_is_the_name_of_another_column(table: str) -> None:
    taken = {*CONTRACT.table(table).column_names, *ENVELOPE}
    assert [alias for _, alias in aliases_of(table) if alias in taken] == []


def test_every_alias_is_written_as_a_header_is_read() -> None:
    assert [row["alias"] for row in ROWS if plain_name(row["alias"]) != row["alias"]] == []


def test_every_alias_with_an_accent_has_a_twin_without() -> None:
    known = {(row["table_name"], row["column_name"], row["alias"]) for row in ROWS}
    lacking = [key for key in sorted(known) if (*key[:2], without_accents(key[2])) not in known]
    assert lacking == []


def without_accents(text: str) -> str:
    parts = unicodedata.normalize("NFD", text)
    return "".join(part for part in parts if not unicodedata.combining(part))


@pytest.mark.parametrize("table", NAMES)
def test_each_alias_alone_finds_its_column(table: str) -> None:
    shape = with_aliases(CONTRACT.table(table))
    lost = []
    for column, alias in aliases_of(table):
        names = tuple(alias if name == column else name for name in shape.column_names)
        match = match_columns("file.csv", names, shape, CONTRACT)
        if match.positions[column] != names.index(alias) or match.warnings:
            lost.append((column, alias))
    assert lost == []


@pytest.fixture(scope="module")
def canonical(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The landed demo, in the contract's own shape."""
    folder = tmp_path_factory.mktemp("canonical")
    settings = Settings(folder, load_settings().variables, {})
    generate(40, 1, date(2026, 10, 31), settings.inbox, folder / "truth")
    land(settings)
    return settings


@pytest.fixture(scope="module")
def french(canonical: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The same rows, landed from files whose headers are the first alias of each column."""
    sources = [{**source, "vendor": GENERIC} for source in canonical.variables["sources"]]
    settings = replace(
        canonical,
        data_dir=tmp_path_factory.mktemp("french"),
        variables={**canonical.variables, "sources": sources},
    )
    for table, name in FILES.items():
        target = settings.inbox / Path(name).parent / f"{table}.csv"
        target.parent.mkdir(parents=True, exist_ok=True)
        rename(canonical.inbox / name, target, dict(reversed(aliases_of(table))))
    land(settings)
    return settings


def rename(source: Path, target: Path, alias: dict[str, str]) -> None:
    """Write the file as CSV with other headers, as people write them: `Date De Commande`."""
    reader = READERS[source.suffix].format(file=file_literal(source))
    with duckdb.connect() as connection:
        connection.execute("set preserve_insertion_order = true")
        described = connection.execute(f"describe select * from {reader}").fetchall()
        headers = {name: alias.get(name, name).replace("_", " ").title() for name, *_ in described}
        cells = ", ".join(
            f'cast({name} as varchar) as "{header}"' for name, header in headers.items()
        )
        connection.execute(f"copy (select {cells} from {reader}) to '{target}' (header, delim ';')")


@pytest.mark.parametrize("table", FILES)
def test_the_demo_with_french_headers_lands_as_the_very_same_rows(
    table: str, canonical: Settings, french: Settings
) -> None:
    assert hashes(french, table) == hashes(canonical, table) != []


def hashes(settings: Settings, table: str) -> list[str]:
    """What the cells of each row hash to."""
    with open_warehouse(settings, read_only=True) as connection:
        rows = connection.execute(f"select row_hash from raw.{table} order by row_hash").fetchall()
    return [str(row[0]) for row in rows]


def test_the_french_headers_are_other_words(french: Settings) -> None:
    header = (french.inbox / "shop" / "shop_orders.csv").read_text(encoding="utf-8").split("\n")[0]
    assert header.startswith("Id Commande;Référence;Id Client;E Mail;Téléphone;Date De Commande;")


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return make_shop(tmp_path, vendor=GENERIC, decimal_mark=",", date_format="dmy")


def test_an_accent_written_apart_from_its_letter_is_the_same_header(shop: Shop) -> None:
    header = unicodedata.normalize("NFD", "Id client;Prénom;Nom")
    shop.land_one("shop_customers.csv", f"{header}\nc1;Zoé;Petit\n")
    found = shop.query("select customer_id, first_name, last_name from raw.shop_customers")
    assert found == [("c1", "Zoé", "Petit")]


def test_nom_is_a_person_s_name_or_a_product_s_by_its_table(shop: Shop) -> None:
    shop.put("shop_customers.csv", "ID;Nom\nc1;Petit\n")
    shop.put("shop_products.csv", "ID;Nom;Prix TTC\np1;Vase;12,50\n")
    shop.land()
    assert shop.query("select customer_id, last_name from raw.shop_customers") == [("c1", "Petit")]
    products = shop.query("select product_id, title, price from raw.shop_products")
    assert products == [("p1", "Vase", "12,50")]


def test_an_order_s_number_is_its_key_in_orders_and_in_lines(shop: Shop) -> None:
    shop.put(
        "shop_orders.csv",
        "N° commande;Date de commande;Devise;Montant total TTC\nA-1;31/10/2026;EUR;12,50\n",
    )
    shop.put("shop_order_lines.csv", "ID ligne;N° commande;Qté\nL-1;A-1;2\n")
    shop.land()
    query = "select order_id, ordered_at, currency, total_amount from raw.shop_orders"
    assert shop.query(query) == [("A-1", "31/10/2026", "EUR", "12,50")]
    assert shop.query("select order_id, quantity from raw.shop_order_lines") == [("A-1", "2")]


@pytest.mark.parametrize("header", ["Client", "Pays", "Statut"])
def test_a_word_that_may_mean_something_else_is_no_alias(shop: Shop, header: str) -> None:
    landed = shop.land_one("shop_orders.csv", f"ID;Date;Devise;Total;{header}\no1;2026;EUR;1;x\n")
    assert f"not in the contract, not loaded: {plain_name(header)}." in " ".join(landed.warnings)


@pytest.mark.parametrize(
    ("table", "content", "column"),
    [
        ("shop_customers", "ID;Country\nc1;France\n", "country_code"),
        ("shop_orders", "ID;Date;Devise;Total;Customer\no1;2026;EUR;1;J. DUPONT\n", "customer_id"),
    ],
)
def test_a_name_is_refused_rather_than_taken_for_a_code(
    shop: Shop, table: str, content: str, column: str
) -> None:
    shop.put(f"{table}.csv", content)
    with pytest.raises(TresseError, match=f"the column '{column}' looks renamed to"):
        shop.land()


def test_the_column_s_own_name_is_taken_before_its_alias(shop: Shop) -> None:
    shop.land_one("shop_customers.csv", "customer_id;email;Courriel\nc1;a@x.example;b@x.example\n")
    assert shop.column("select email from raw.shop_customers") == ["a@x.example"]


def test_another_vendor_s_files_have_no_alias(tmp_path: Path) -> None:
    shop = make_shop(tmp_path)
    shop.put("shop_customers.csv", "id client;courriel\nc1;a@x.example\n")
    with pytest.raises(TresseError, match="lacks the column 'customer_id'"):
        shop.land()
