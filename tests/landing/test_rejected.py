"""A record that cannot be split into the header's cells is kept, counted and never guessed."""

import pytest

from orchestration.errors import TresseError
from tests.landing.shop import Shop


def products(*lines: str) -> str:
    return "\n".join(("product_id,title", *lines)) + "\n"


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("p2,Bol, bleu", "TOO MANY COLUMNS"),
        ("p2", "MISSING COLUMNS"),
        ('p2,"Bol" bleu', "UNQUOTED VALUE"),
    ],
)
def test_a_broken_record_is_kept_with_its_number_and_fault(
    shop: Shop, line: str, error: str
) -> None:
    landed = shop.land_one("shop_products.csv", products("p1,Tasse", line, "p3,Pot"))
    assert (landed.rows, landed.rejected) == (2, 1)
    assert shop.query(
        "select source_id, source_table, source_file, source_line, error, raw_line "
        "from raw.rejected_rows"
    ) == [("shop", "shop_products", "shop/shop_products.csv", 3, error, line)]
    assert any("1 records could not be read" in warning for warning in landed.warnings)


def test_records_after_broken_ones_keep_their_own_number(shop: Shop) -> None:
    lines = products("p2,a", "bad", "p4,a", "bad", "bad,b,c", 'p7,"a\na"', "bad", "p9,a")
    shop.land_one("shop_products.csv", lines)
    numbered = shop.query("select product_id, source_line from raw.shop_products order by 2")
    assert numbered == [("p2", 2), ("p4", 4), ("p7", 7), ("p9", 9)]
    assert shop.column("select source_line from raw.rejected_rows order by 1") == [3, 5, 6, 8]


def test_a_quote_left_open_keeps_the_rest_of_the_file_aside(shop: Shop) -> None:
    landed = shop.land_one("shop_products.csv", products("p1,a", 'p2,"b', "p3,c"))
    assert (landed.rows, landed.rejected) == (1, 1)
    assert shop.column("select raw_line from raw.rejected_rows") == ['p2,"b\np3,c\n']


def test_a_core_file_with_too_many_broken_records_is_refused(shop: Shop) -> None:
    shop.put("shop_customers.csv", "customer_id,email\nc1,a@example.com\nc2,b@example.com,x\n")
    with pytest.raises(TresseError) as refusal:
        shop.land()
    assert "1 of its 2 records cannot be read" in str(refusal.value)
    assert "example.com" not in str(refusal.value)


def test_a_core_file_with_few_broken_records_lands(shop: Shop) -> None:
    good = "".join(f"c{number},a{number}@example.com\n" for number in range(39))
    landed = shop.land_one("shop_customers.csv", f"customer_id,email\n{good}broken\n")
    assert (landed.rows, landed.rejected) == (39, 1)
