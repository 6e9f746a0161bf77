"""What makes two addresses one home, and a phone a landline."""

import csv

import duckdb
import phonenumbers
import pytest

from tests.macro_sql import PROJECT_DIR, load_macros

MACROS = load_macros()
with (PROJECT_DIR / "seeds" / "mobile_prefixes.csv").open(encoding="utf-8") as seed:
    PREFIXES = [(row["calling_code"], row["prefix"]) for row in csv.DictReader(seed)]


def folded(line: str) -> str | None:
    query = f"select {MACROS['fold_address']('line')} from (select $line as line)"
    with duckdb.connect() as connection:
        [(value,)] = connection.execute(query, {"line": line}).fetchall()
    return None if value is None else str(value)


@pytest.mark.parametrize(
    ("line", "other"),
    [
        ("12 bis, Avenue du Général de Gaulle", "12BIS AV. GAL DE GAULLE"),
        ("3 boulevard Saint-Michel", "3 bd St Michel"),
        ("1, rue de la République", "1 R. République"),
        ("5 place de l'Église", "5 Pl de l’Eglise"),
        ("7 allée des Œillets", "7 all. Oeillets"),
        ("Hauptstraße 5", "HAUPTSTRASSE 5"),
    ],
)
def test_a_line_is_one_however_it_is_written(line: str, other: str) -> None:
    assert folded(line) is not None
    assert folded(line) == folded(other)


@pytest.mark.parametrize(
    ("line", "other"),
    [("1 rue Haute", "11 rue Haute"), ("1 rue Haute", "1 rue Basse"), ("1 rue R", "1 bd R")],
)
def test_another_door_is_another_line(line: str, other: str) -> None:
    assert folded(line) != folded(other)


@pytest.mark.parametrize("line", ["", " ", "-", "de la"])
def test_nothing_is_left_of_a_line_that_says_nothing(line: str) -> None:
    assert folded(line) is None


@pytest.mark.parametrize("calling_code", sorted({code for code, _ in PREFIXES}))
def test_a_mobile_is_told_from_a_landline(calling_code: str) -> None:
    prefixes = [prefix for code, prefix in PREFIXES if code == calling_code]
    country = phonenumbers.region_code_for_country_code(int(calling_code))
    found = {}
    for kind in (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE):
        number = phonenumbers.example_number_for_type(country, kind)
        assert number is not None
        e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        found[kind] = e164.startswith(tuple(prefixes))
    assert found == {
        phonenumbers.PhoneNumberType.MOBILE: True,
        phonenumbers.PhoneNumberType.FIXED_LINE: False,
    }
