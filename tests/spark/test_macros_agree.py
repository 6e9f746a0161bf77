"""What a macro makes of a text is the same on both engines, however odd the text."""

import json
import random
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.macro_sql import load_macros

pytestmark = pytest.mark.session

ODD_TEXTS = Path(__file__).parent / "odd_texts.json"
MARKS = " \t\r\n\u00a0-+.,'()€0123456789eE@abzéÉſK\u0301\u200b:TZ/&?=#"
NUMBERS = "0123456789.,-+ e'€()"
PROJECT: dict[str, Any] = {
    "as_of": "2026-10-31",
    "default_country": "FR",
    "time_zone": "Europe/Paris",
    "sources": [
        {"id": "a", "time_zone": "Europe/Paris", "decimal_mark": ","},
        {"id": "b", "time_zone": "UTC", "decimal_mark": "."},
        {"id": "c", "time_zone": "America/New_York", "decimal_mark": ".", "date_format": "mdy"},
    ],
}
Macros = dict[str, Any]

# Each expression is of the columns `text` and `source_id`, and of type text.
EXPRESSIONS: dict[str, Callable[[Macros], str]] = {
    "parse_lower": lambda m: m["parse_lower"]("text"),
    "parse_decimal": lambda m: as_text(m["parse_decimal"]("text")),
    "parse_decimal of a rate": lambda m: as_text(m["parse_decimal"]("text", "decimal(9,6)")),
    "parse_integer": lambda m: as_text(m["parse_integer"]("text")),
    "parse_timestamp": lambda m: as_text(m["parse_timestamp"]("text")),
    "parse_birth_date": lambda m: as_text(m["parse_birth_date"]("text")),
    "parse_boolean": lambda m: as_text(m["parse_boolean"]("text")),
    "parse_code": lambda m: m["parse_code"]("text", ["oui", "a", "vrai"], "other"),
    "parse_currency": lambda m: m["parse_currency"]("text"),
    "parse_identifier": lambda m: m["parse_identifier"]("text"),
    "parse_postal_code": lambda m: m["parse_postal_code"]("text", "'FR'"),
    "clean_email": lambda m: m["clean_email"]("text"),
    "email_key": lambda m: m["email_key"](m["clean_email"]("text")),
    "phone_digits": lambda m: m["phone_digits"]("text"),
    "calling_code": lambda m: m["calling_code"](m["phone_digits"]("text")),
    "fold_name": lambda m: m["fold_name"]("text"),
    "address_key": lambda m: m["address_key"]("text", "'75011'"),
    "mailbox_name": lambda m: m["mailbox_name"](m["email_key"](m["clean_email"]("text"))),
    "are_alike": lambda m: as_text(m["are_alike"]("text", "'sebastien'")),
    "are_alike to a short name": lambda m: as_text(m["are_alike"]("text", "'lea'")),
    "is_initials": lambda m: as_text(m["is_initials"]("text")),
    "spelling_faults": lambda m: as_text(m["spelling_faults"]("text")),
    "begins_with": lambda m: as_text(m["begins_with"]("text", "'jeanpierre'", 3)),
    "fold_address": lambda m: m["fold_address"]("text"),
    "registration_key": lambda m: m["registration_key"]("text", "null"),
    "domain_key": lambda m: m["domain_key"]("text"),
    "compose_unicode": lambda m: m["compose_unicode"]("text"),
    "without_personal_parameters": lambda m: m["without_personal_parameters"]("text"),
    "quotient": lambda m: as_text(m["quotient"](m["parse_decimal"]("text"), "8", 4)),
    "hash64": lambda m: as_text(m["hash64"]("text")),
    "local_date": lambda m: as_text(m["local_date"](m["parse_timestamp"]("text"))),
    "full_years": lambda m: as_text(m["full_years"](m["parse_date"]("text"), day("2026-02-28"))),
    "days_between": lambda m: as_text(
        m["days_between"](m["parse_date"]("text"), day("2026-02-28"))
    ),
    "add_months": lambda m: as_text(m["add_months"](m["parse_date"]("text"), "-1")),
    "add_days": lambda m: as_text(m["add_days"](m["parse_date"]("text"), "-90")),
}


def as_text(expression: str) -> str:
    return f"cast({expression} as string)"


def day(iso: str) -> str:
    return f"cast('{iso}' as date)"


def corpus() -> Iterator[str]:
    """Letters that Unicode gained after 3.2 are left out: no two engines know the same ones."""
    yield from json.loads(ODD_TEXTS.read_text(encoding="utf-8"))
    chance = random.Random(3)
    for alphabet in (MARKS, NUMBERS):
        for _ in range(1000):
            yield "".join(chance.choices(alphabet, k=chance.randint(1, 12)))
    for code in range(1, 0x3000):
        if unicodedata.ucd_3_2_0.category(chr(code))[0] in "LMNPSZ":
            yield chr(code)
            yield f"x{chr(code)}y"


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Parquet of every text in each of the three sources, numbered."""
    path = tmp_path_factory.mktemp("macros") / "texts.parquet"
    sources = [source["id"] for source in PROJECT["sources"]]
    with duckdb.connect() as connection:
        connection.execute(
            "create table texts as select row_number() over () as number, unnest(?) as text",
            [list(corpus())],
        )
        connection.execute(
            f"copy (select * from texts, (select unnest({sources}) as source_id)) to '{path}'"
        )
    return path


@pytest.fixture(scope="module")
def spark(rows: Path) -> Iterator[Any]:
    """A Spark session in this process that knows the rows as the view `texts`."""
    sql = pytest.importorskip("pyspark.sql", reason="needs make setup-spark")
    settings = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.memory": "2g",
        "spark.log.level": "ERROR",
        "spark.sql.ansi.enabled": "false",
        "spark.sql.catalogImplementation": "in-memory",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.timestampType": "TIMESTAMP_NTZ",
        "spark.ui.enabled": "false",
    }
    builder = sql.SparkSession.builder.master("local[2]")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.read.parquet(str(rows)).createOrReplaceTempView("texts")
    yield session
    session.stop()


@pytest.mark.parametrize("expression", EXPRESSIONS.values(), ids=EXPRESSIONS.keys())
def test_a_macro_gives_the_same_on_both_engines(
    expression: Callable[[Macros], str], rows: Path, spark: Any
) -> None:
    query = "select number, source_id, text, {} as result from {} order by number, source_id"
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'")
        sql = query.format(expression(load_macros("duckdb", **PROJECT)), f"'{rows}'")
        on_duckdb = connection.execute(sql).fetchall()
    sql = query.format(expression(load_macros("spark", **PROJECT)), "texts")
    on_spark = [tuple(row) for row in spark.sql(sql).collect()]
    assert differences(on_duckdb, on_spark) == []


def differences(
    left: Sequence[tuple[Any, ...]], right: Sequence[tuple[Any, ...]]
) -> list[tuple[str, Any, Any]]:
    """The text and what each engine makes of it, where they differ."""
    assert len(left) == len(right) > 10_000
    pairs = zip(left, right, strict=True)
    return [(one[2], one[3], other[3]) for one, other in pairs if one != other]
