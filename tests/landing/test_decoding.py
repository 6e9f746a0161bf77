"""Whatever the bytes, the text comes out right or the file is refused."""

import codecs
import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.errors import TresseError
from orchestration.landing.header import plain_name
from tests.landing.shop import Shop

TEXT = "product_id,title,brand\np1,Thé d’été,Crème € Co\n"


def titles(shop: Shop) -> list[tuple[object, ...]]:
    return shop.query("select product_id, title, brand from raw.shop_products order by source_line")


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8"),
        (TEXT.encode("cp1252"), "cp1252"),
        (TEXT.encode("utf-16"), "utf-16"),
    ],
    ids=["utf-8", "utf-8 with a byte order mark", "Windows-1252", "UTF-16"],
)
def test_the_text_is_the_same_in_every_encoding(shop: Shop, content: bytes, encoding: str) -> None:
    landed = shop.land_one("shop_products.csv", content)
    assert titles(shop) == [("p1", "Thé d’été", "Crème € Co")]
    assert landed.encoding == encoding


def test_a_file_that_is_not_utf_8_is_decoded_with_a_warning(shop: Shop) -> None:
    landed = shop.land_one("shop_products.csv", TEXT.encode("cp1252"))
    assert "shop/shop_products.csv: is not UTF-8; decoded as cp1252." in landed.warnings


def test_a_gzipped_windows_1252_file_is_decoded(shop: Shop) -> None:
    shop.land_one("shop_products.csv.gz", gzip.compress(TEXT.encode("cp1252")))
    assert titles(shop) == [("p1", "Thé d’été", "Crème € Co")]


def test_a_file_that_is_utf_8_only_at_first_is_refused_rather_than_garbled(shop: Shop) -> None:
    shop.put("shop_products.csv", TEXT.encode() + "p2,Thé,\n".encode("cp1252"))
    with pytest.raises(TresseError, match=r"shop_products.csv: begins as UTF-8 but holds bytes"):
        shop.land()


def test_a_file_cut_in_the_middle_of_a_character_is_refused(shop: Shop) -> None:
    shop.put("shop_products.csv", "product_id,title\np1,é".encode()[:-1])
    with pytest.raises(TresseError, match="ends in the middle of a character"):
        shop.land()


def test_a_file_in_neither_encoding_is_refused(shop: Shop) -> None:
    shop.put("shop_products.csv", b"product_id,title\np1,\x81\n")
    with pytest.raises(TresseError, match="is neither UTF-8 nor cp1252"):
        shop.land()


PACKED = gzip.compress(TEXT.encode(), mtime=0)


@pytest.mark.parametrize(
    "broken",
    [PACKED[:-12], PACKED[:12] + b"\xff" * 8 + PACKED[20:], TEXT.encode()],
    ids=["cut off", "damaged", "not packed"],
)
def test_a_broken_gzip_file_is_refused(shop: Shop, broken: bytes) -> None:
    shop.put("shop_products.csv.gz", broken)
    with pytest.raises(TresseError, match=r"shop_products.csv.gz: cannot be read"):
        shop.land()


def test_a_broken_parquet_file_is_refused(shop: Shop) -> None:
    shop.put("shop_products.parquet", b"PAR1 and no more")
    with pytest.raises(TresseError, match=r"shop_products.parquet: cannot be read as parquet"):
        shop.land()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_on_the_header(shop: Shop, delimiter: str) -> None:
    content = "product_id,title,price\np1,Tasse,12.50\n".replace(",", delimiter)
    landed = shop.land_one("shop_products.csv", content)
    assert shop.query("select product_id, price from raw.shop_products") == [("p1", "12.50")]
    assert landed.delimiter == delimiter


def test_french_decimals_stay_as_they_are_written(shop: Shop) -> None:
    shop.land_one("shop_products.csv", 'product_id;price\np1;12,50\np2;"1 234,50 €"\n')
    assert shop.column("select price from raw.shop_products order by 1") == ["1 234,50 €", "12,50"]


def test_a_delimiter_inside_a_quoted_name_does_not_count(shop: Shop) -> None:
    shop.land_one("shop_products.csv", 'product_id;"a,b,c,d,e";title\np1;x;Tasse\n')
    assert titles(shop) == [("p1", "Tasse", None)]


def test_a_file_without_any_delimiter_is_refused(shop: Shop) -> None:
    shop.put("shop_products.csv", "product_id title\np1 Tasse\n")
    with pytest.raises(TresseError, match="its first line has one column only"):
        shop.land()


@pytest.mark.parametrize(
    "content",
    [
        b"product_id,title\r\np1,a\np2,b\r\n",
        b"product_id,title\np1,a\r\np2,b\n",
        b"product_id,title\rp1,a\np2,b\r\n",
    ],
)
def test_mixed_line_ends_are_made_the_same(shop: Shop, content: bytes) -> None:
    landed = shop.land_one("shop_products.csv", content)
    assert titles(shop) == [("p1", "a", None), ("p2", "b", None)]
    assert "shop/shop_products.csv: mixes line ends; they were made the same." in landed.warnings


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_line_end_is_read_and_a_newline_in_a_cell_is_kept(shop: Shop, ending: str) -> None:
    content = f'product_id,title{ending}p1,"a\r\nb\nc"{ending}p2,d{ending}'
    landed = shop.land_one("shop_products.csv", content)
    assert titles(shop) == [("p1", "a\r\nb\nc", None), ("p2", "d", None)]
    assert not any("line ends" in warning for warning in landed.warnings)


def test_a_newline_in_a_cell_survives_the_mending_of_mixed_line_ends(shop: Shop) -> None:
    shop.land_one("shop_products.csv", b'product_id,title\r\np1,"a\r\n""b"""\np2,c\n')
    assert titles(shop) == [("p1", 'a\r\n"b"', None), ("p2", "c", None)]


@given(st.text(alphabet="abc _-\ufeff\u200b"))
def test_a_plain_name_is_its_own_plain_name(name: str) -> None:
    assert plain_name(plain_name(name)) == plain_name(name)


@pytest.mark.parametrize("name", ["order_id", " Order ID ", "ORDER-ID", "\ufefforder_id"])
def test_case_and_spaces_in_a_header_do_not_count(name: str) -> None:
    assert plain_name(name) == "order_id"
