"""The dirt inside a cell, read by the macros that staging and the gates read it with.

The numbers are those of the list of dirty inputs.
"""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import duckdb
import pytest

from tests.macro_sql import load_macros

Read = Callable[..., Any]


def reader(**source: str) -> Read:
    """What a macro makes of a cell of a source declared like that."""
    declared = {"id": "shop", "shop": "shop", "time_zone": "Europe/Paris", "decimal_mark": "."}
    macros = load_macros(
        time_zone="Europe/Paris", shop_currency="EUR", sources=[{**declared, **source}]
    )

    def read(macro: str, cell: str | None, *arguments: Any) -> Any:
        query = f"""
            select {macros[macro]("cell", *arguments)}
            from (select ? as cell, 'shop' as source_id, timestamp '2026-11-20 12:00' as loaded_at)
        """
        with duckdb.connect() as connection:
            connection.execute("set TimeZone = 'UTC'")
            return connection.execute(query, [cell]).fetchall()[0][0]

    return read


@pytest.fixture(scope="module")
def read() -> Read:
    return reader()


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("12,50", "12.5"),
        ("1 234,50 €", "1234.5"),
        ("1\u202f234,50", "1234.5"),
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
    ],
)
def test_case_06_french_decimals_are_numbers(read: Read, cell: str, number: str) -> None:
    assert read("parse_decimal", cell) == Decimal(number)


def test_case_06_what_is_no_number_is_named() -> None:
    macros = load_macros(sources=[{"id": "shop", "decimal_mark": "."}])
    query = f"select {macros['bad_numbers'](['cell'])} from (select 'douze' as cell)"
    assert duckdb.execute(query).fetchall() == [("bad_number:cell",)]


def test_case_07_a_lonely_mark_is_what_its_source_declares() -> None:
    assert reader(decimal_mark=".")("parse_decimal", "1.234") == Decimal("1.234")
    assert reader(decimal_mark=",")("parse_decimal", "1.234") == Decimal(1234)


def test_case_08_currency_signs_and_accounting_negatives_are_read(read: Read) -> None:
    assert read("parse_decimal", "$90,000") == Decimal(90000)
    assert read("parse_decimal", "(12.50)") == Decimal("-12.5")


def test_case_09_a_french_date_is_read_where_its_source_declares_it() -> None:
    assert reader(date_format="dmy")("parse_date", "31/12/2025") == date(2025, 12, 31)


def test_case_10_an_ambiguous_date_is_never_guessed(read: Read) -> None:
    assert read("parse_date", "11/01/2025") is None
    assert reader(date_format="dmy")("parse_date", "11/01/2025") == date(2025, 1, 11)
    assert reader(date_format="mdy")("parse_date", "11/01/2025") == date(2025, 11, 1)


@pytest.mark.parametrize(
    ("date_format", "cell", "moment"),
    [
        ("dmy", "15-03-2024", datetime(2024, 3, 14, 23)),
        ("dmy", "5/3/2024 9:05", datetime(2024, 3, 5, 8, 5)),
        ("mdy", "3/15/2024 2:30 PM", datetime(2024, 3, 15, 13, 30)),
        ("mdy", "3/15/2024 12:05 AM", datetime(2024, 3, 14, 23, 5)),
        ("mdy", "3/15/2024 12:05 pm", datetime(2024, 3, 15, 11, 5)),
        ("mdy", "2024-03-15T10:00:00Z", datetime(2024, 3, 15, 10)),
        ("mdy", "15/03/2024", None),
        ("dmy", "3/15/2024 14:30 PM", None),
    ],
)
def test_case_11_the_styles_of_brevo_and_hubspot_are_read(
    date_format: str, cell: str, moment: datetime | None
) -> None:
    assert reader(date_format=date_format)("parse_timestamp", cell) == moment


def test_case_12_an_offset_after_a_blank_is_honoured(read: Read) -> None:
    assert read("parse_timestamp", "2026-05-01 09:59:00 +0200") == datetime(2026, 5, 1, 7, 59)


@pytest.mark.parametrize("cell", ["1714550340", "1714550340000", "1714550340000000"])
def test_case_13_seconds_since_1970_are_told_by_their_magnitude(read: Read, cell: str) -> None:
    assert read("parse_timestamp", cell) == datetime(2024, 5, 1, 7, 59)


def test_case_14_the_day_number_of_a_spreadsheet_is_a_day(read: Read) -> None:
    assert read("parse_date", "45992") == date(2025, 12, 1)
    assert read("parse_date", "19999") is None
    assert read("parse_date", "60000") is None


def test_case_15_the_zero_date_of_mysql_is_nothing_and_no_fault(read: Read) -> None:
    assert read("parse_timestamp", "0000-00-00 00:00:00") is None
    macros = load_macros(sources=[{"id": "shop", "time_zone": "UTC"}])
    query = f"select {macros['bad_timestamps'](['cell'])} from (select '0000-00-00' as cell)"
    assert duckdb.execute(query).fetchall() == [(None,)]


def test_case_16_a_day_put_down_for_none_is_no_birth_date_and_no_order(read: Read) -> None:
    assert read("parse_birth_date", "1970-01-01") is None
    assert read("parse_birth_date", "1900-01-01") is None
    assert read("parse_birth_date", "1970-01-02") == date(1970, 1, 2)
    assert _holds("is_before_online_shops", "1970-01-01")
    assert not _holds("is_before_online_shops", "1990-01-01")


def test_case_17_more_than_a_day_ahead_of_its_file_is_the_future() -> None:
    assert not _holds("is_in_the_future", "2026-11-21 12:00:00")
    assert _holds("is_in_the_future", "2026-11-21 12:00:01")


def test_case_18_a_local_time_is_read_in_the_zone_of_its_source(read: Read) -> None:
    assert read("parse_timestamp", "2026-07-01 12:00:00") == datetime(2026, 7, 1, 10)
    # The clocks go back: the hour is there twice, and read in winter time.
    assert read("parse_timestamp", "2026-10-25 02:30:00") == datetime(2026, 10, 25, 1, 30)


@pytest.mark.parametrize(
    "cell",
    [" Jean.DUPONT@Gmail.COM ", "mailto:jean.dupont@gmail.com", "<jean.dupont@gmail.com>",
     "jean.dupont@gmail.com;", "jean.dupont@gmail.com."],
)  # fmt: skip
def test_case_20_what_surrounds_an_address_is_dropped(read: Read, cell: str) -> None:
    assert read("clean_email", cell) == "jean.dupont@gmail.com"


def test_case_21_invisible_letters_and_two_ways_to_write_an_accent_are_one(read: Read) -> None:
    assert read("clean_email", "jean\u200b@\ufefffoyer.fr") == "jean@foyer.fr"
    assert read("clean_email", "rene\u0301@foyer.fr") == "rené@foyer.fr"


def test_case_22_an_accent_in_an_address_is_kept(read: Read) -> None:
    assert read("clean_email", "René@Café.fr") == "rené@café.fr"


@pytest.mark.parametrize("cell", ["jean@", "jean@gmail", "jean dupont@foyer.fr", "n/a"])
def test_case_25_what_is_no_address_is_no_key(read: Read, cell: str) -> None:
    assert read("clean_email", cell) is None


@pytest.mark.parametrize(
    ("cell", "digits"),
    [
        ("06 12 34 56 78", "0612345678"),
        ("+33(0)6 12 34 56 78", "+33612345678"),
        ("0033 6 12.34.56.78", "+33612345678"),
        ("6.12E+08", None),
    ],
)
def test_case_27_a_phone_number_loses_its_ornaments(
    read: Read, cell: str, digits: str | None
) -> None:
    assert read("phone_digits", cell) == digits


def test_case_29_the_apostrophe_of_a_spreadsheet_is_stripped_once(read: Read) -> None:
    assert read("parse_identifier", "'01000") == "01000"
    assert read("parse_identifier", "''01000") == "'01000"
    assert read("parse_identifier", "d'Artagnan") == "d'Artagnan"


def test_case_30_a_lost_zero_comes_back_and_lost_digits_do_not(read: Read) -> None:
    assert read("parse_postal_code", "1000", "'FR'") == "01000"
    assert read("parse_postal_code", "1000", "'BE'") == "1000"
    assert read("parse_postal_code", "1000", "null") == "1000"
    assert read("parse_identifier", "9.01381E+12") is None
    assert read("source_key", "9.01381E+12") is None


@pytest.mark.parametrize(
    "cell", ["NULL", "N/A", "-", "(vide)", "None", "\\N", "", "  ", "\u00a0", "#N/A", "NaN"]
)
def test_case_47_a_word_for_nothing_is_nothing(read: Read, cell: str) -> None:
    assert read("parse_text", cell) is None


@pytest.mark.parametrize("name", ["Null", "Nan", "Na", "Vide", "Nonet", "--"])
def test_case_47_a_name_that_looks_like_it_stays(read: Read, name: str) -> None:
    assert read("parse_text", name) == name


def test_case_48_yes_and_no_in_two_languages(read: Read) -> None:
    yes = ["oui", "O", "Yes", "y", "1", "VRAI", "true", "t"]
    no = ["non", "N", "No", "0", "FAUX", "false", "f"]
    assert {read("parse_boolean", cell) for cell in yes} == {True}
    assert {read("parse_boolean", cell) for cell in no} == {False}
    assert read("parse_boolean", "peut-être") is None


def test_case_49_an_id_may_be_of_letters_and_loses_what_an_api_puts_before_it(read: Read) -> None:
    assert read("source_key", "A-3") == "shop:A-3"
    assert read("source_key", "gid://shopify/Order/123") == read("source_key", "123")


def test_case_50_an_id_of_22_digits_keeps_them_all(read: Read) -> None:
    assert read("source_key", "1234567890123456789012") == "shop:1234567890123456789012"


@pytest.mark.parametrize(
    ("cell", "currency"),
    [("€", "EUR"), ("Euro", "EUR"), ("978", "EUR"), (" usd", "USD"), ("US$", "USD"), ("£", "GBP"),
     ("$", "$"), ("", None)],
)  # fmt: skip
def test_case_57_a_currency_has_one_name(read: Read, cell: str, currency: str | None) -> None:
    assert read("parse_currency", cell) == currency


def test_case_65_an_address_of_the_web_carries_no_person(read: Read) -> None:
    address = "https://foyer.fr/panier?email=a%40b.fr&id=3&token=xyz#haut"
    assert read("without_personal_parameters", address) == "https://foyer.fr/panier?id=3#haut"


def test_case_69_zero_is_no_account(read: Read) -> None:
    assert read("account_key", "0") is None
    assert read("account_key", "") is None
    assert read("account_key", "10") == "shop:10"


def _holds(macro: str, moment: str) -> bool:
    macros = load_macros()
    rows = "(select cast(? as timestamp) as cell, timestamp '2026-11-20 12:00' as loaded_at)"
    found = duckdb.execute(f"select {macros[macro]('cell')} from {rows}", [moment]).fetchall()
    return bool(found[0][0])
