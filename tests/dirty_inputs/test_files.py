"""The dirt of a whole file: each test lands one small file and looks at what became of it.

The numbers are those of the list of dirty inputs.
"""

from pathlib import Path

import pytest

from orchestration.adapters.adapter import load_adapters
from orchestration.contract.contract import CONTRACT_FILE, load_contract
from orchestration.errors import TresseError
from tests.landing.shop import CORE_FILES, Shop, make_shop

NAME = "shop_products.csv"
HEADER = "product_id,variant_id,title\n"
CORE = [name.removesuffix(".csv") for name in CORE_FILES]
TITLES = "select title from raw.shop_products order by source_line"


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return make_shop(tmp_path)


def test_case_01_a_byte_order_mark_is_no_part_of_the_first_name(shop: Shop) -> None:
    landed = shop.land_one(NAME, b"\xef\xbb\xbf" + (HEADER + "1,1,Vase\n").encode())
    assert landed.rows == 1
    assert shop.column("select product_id from raw.shop_products") == ["1"]


def test_case_02_a_spreadsheet_s_unicode_text_is_read(shop: Shop) -> None:
    landed = shop.land_one(NAME, (HEADER.replace(",", "\t") + "1\t1\tZoé\n").encode("utf-16"))
    assert (landed.encoding, landed.delimiter) == ("utf-16", "\t")
    assert shop.column(TITLES) == ["Zoé"]


def test_case_03_windows_1252_is_read_and_told(shop: Shop) -> None:
    landed = shop.land_one(NAME, (HEADER + "1,1,Zoé’s 5 €\n").encode("cp1252"))
    assert shop.column(TITLES) == ["Zoé’s 5 €"]
    assert any("decoded as cp1252" in warning for warning in landed.warnings)


def test_case_04_letters_encoded_twice_are_encoded_once(shop: Shop) -> None:
    titles = ["Zo\u00e9\u2019s 5 \u20ac", "S\u00c3O", "Cr\u00e8me"]
    twice = titles[0].encode().decode("cp1252")
    landed = shop.land_one(NAME, HEADER + f"1,1,{twice}\n2,1,{titles[1]}\n3,1,{titles[2]}\n")
    assert shop.column(TITLES) == titles
    assert [warning for warning in landed.warnings if "mended" in warning] == [
        f"shop/{NAME}: 1 cells held HTML entities or letters encoded twice, and were mended."
    ]


def test_case_05_a_semicolon_is_found_and_one_column_is_refused(shop: Shop) -> None:
    assert shop.land_one(NAME, "product_id;title\n1;a, b\n").delimiter == ";"
    with pytest.raises(TresseError, match="its first line has one column only"):
        shop.land_one(NAME, "product_id\n1\n")


def test_case_31_html_entities_are_the_letters_that_they_stand_for(shop: Shop) -> None:
    rows = "1,1,L&#039;&eacute;t&eacute;\n2,1,a=1&copy=2\n3,1,R&D; AT&T &nosuch;\n"
    landed = shop.land_one(NAME, HEADER + rows)
    assert shop.column(TITLES) == ["L'\u00e9t\u00e9", "a=1&copy=2", "R&D; AT&T &nosuch;"]
    assert any("1 cells held HTML entities" in warning for warning in landed.warnings)
    jsonl = '{"product_id": "4", "variant_id": "1", "title": "&lt;b&gt;"}\n'
    shop.land_one("shop_products_2.jsonl", jsonl)
    assert "<b>" in shop.column(TITLES)


def test_case_34_control_characters_are_left_out_and_told(shop: Shop) -> None:
    landed = shop.land_one(NAME, (HEADER + "1,1,Va\x00s\x08e\tblue\x7f\n").encode())
    assert shop.column(TITLES) == ["Vase\tblue"]
    assert f"shop/{NAME}: holds control characters; they were left out." in landed.warnings


def test_case_35_a_newline_and_quotes_in_a_cell_are_kept(shop: Shop) -> None:
    shop.land_one(NAME, HEADER + '1,1,"two\nlines and a ""quote"""\n')
    assert shop.column(TITLES) == ['two\nlines and a "quote"']


def test_case_36_a_row_with_a_stray_comma_is_kept_aside_and_shifts_nothing(shop: Shop) -> None:
    landed = shop.land_one(NAME, HEADER + "1,1,Vase\n2,1,Vase, blue\n3,1,Lamp\n")
    assert (landed.rows, landed.rejected) == (2, 1)
    assert shop.column(TITLES) == ["Vase", "Lamp"]
    assert shop.column("select source_line from raw.rejected_rows") == [3]


def test_case_37_a_cut_last_line_is_kept_aside_and_told(shop: Shop) -> None:
    landed = shop.land_one(NAME, HEADER + "1,1,Vase\n2,1")
    assert (landed.rows, landed.rejected) == (1, 1)
    assert landed.warnings[-2:] == (
        f"shop/{NAME}: 1 records could not be read; see raw.rejected_rows.",
        f"shop/{NAME}: its last record is one of them: the file looks truncated.",
    )
    whole = shop.land_one("shop_products_2.csv", HEADER + "1,1,Vase\n2,1\n3,1,Bol\n")
    assert whole.rejected == 1
    assert not any("truncated" in warning for warning in whole.warnings)


def test_case_38_mixed_line_ends_are_made_the_same(shop: Shop) -> None:
    landed = shop.land_one(NAME, "product_id,title\r\n1,Vase\n2,Lamp\r\n")
    assert landed.rows == 2
    assert any("mixes line ends" in warning for warning in landed.warnings)


def test_case_39_a_cell_of_three_megabytes_is_read(shop: Shop) -> None:
    shop.land_one(NAME, HEADER + f"1,1,{'x' * 3_000_000}\n")
    assert shop.column("select length(title) from raw.shop_products") == [3_000_000]


def test_case_39_a_free_text_is_cut_at_ten_thousand_letters_and_told(shop: Shop) -> None:
    shop = make_shop(shop.settings.data_dir, tables=[*CORE, "survey_responses"])
    header = "response_id,survey_type,score_min,score_max,answered_at,comment\n"
    rows = f"1,nps,0,10,2026-01-01,{'x' * 10_001}\n2,nps,0,10,2026-01-01,{'y' * 9_999}\n"
    landed = shop.land_one("survey_responses.csv", header + rows)
    lengths = "select length(comment) from raw.survey_responses order by source_line"
    assert shop.column(lengths) == [10_000, 9_999]
    told = "1 cells of free text are longer than 10000, and were cut"
    assert any(told in warning for warning in landed.warnings)


def test_case_64_a_secret_is_never_read_nor_kept_with_a_record_that_cannot_be(shop: Shop) -> None:
    header = "product_id,title,passwd\n"
    landed = shop.land_one(NAME, header + "1,Vase,hunter2\n2,Bol,hunter3,what\n")
    assert (landed.rows, landed.rejected) == (1, 1)
    assert "passwd" not in shop.column("select column_name from (describe raw.shop_products)")
    assert shop.column("select raw_line from raw.rejected_rows") == [None]
    shop.land_one("shop_products_2.jsonl", '{"product_id": "3", "api_key": "hunter4"\n[1]\n')
    assert shop.column("select raw_line from raw.rejected_rows order by all nulls last") == [
        "[1]",
        None,
        None,
    ]


def test_case_64_no_contract_adapter_or_alias_may_name_a_secret(tmp_path: Path) -> None:
    text = CONTRACT_FILE.read_text(encoding="utf-8").replace("name: sku,", "name: secure_key,")
    contract = tmp_path / "contract.yml"
    contract.write_text(text, encoding="utf-8")
    with pytest.raises(TresseError, match="secure_key: is the name of a secret"):
        load_contract(contract)
    tables = tmp_path / "somebody" / "export" / "_tables.yml"
    tables.parent.mkdir(parents=True)
    tables.write_text("about: x\ntables: {users: {key: [id], identified_by: [id, user_password]}}")
    with pytest.raises(TresseError, match="users: 'user_password' is the name of a secret"):
        load_adapters(tmp_path)


def test_case_40_an_empty_file_is_refused_of_a_core_table_and_told_of_another(shop: Shop) -> None:
    assert any("holds no record" in warning for warning in shop.land_one(NAME, "").warnings)
    with pytest.raises(TresseError, match="holds no record, and shop_orders is core"):
        shop.land_one("shop_orders.csv", "")


def test_case_41_so_is_a_header_without_a_record(shop: Shop) -> None:
    assert any("holds no record" in warning for warning in shop.land_one(NAME, HEADER).warnings)
    with pytest.raises(TresseError, match="holds no record, and shop_orders is core"):
        shop.land_one("shop_orders.csv", "order_id,ordered_at,currency,total_amount\n")


def test_case_42_a_lacking_key_is_refused_and_a_lacking_option_is_told(shop: Shop) -> None:
    with pytest.raises(TresseError, match=r"lacks the column 'product_id'.*the nearest is 'prod"):
        shop.land_one(NAME, "produkt_id,title\n1,Vase\n")
    landed = shop.land_one(NAME, HEADER + "1,1,Vase\n")
    assert any("brand" in warning and "read as unknown" in warning for warning in landed.warnings)


def test_case_43_a_renamed_column_is_refused_with_both_names(shop: Shop) -> None:
    with pytest.raises(TresseError, match="the column 'title' looks renamed to 'titel'"):
        shop.land_one(NAME, "product_id,titel\n1,Vase\n")


def test_case_44_a_column_that_nobody_asked_for_is_told_and_not_kept(shop: Shop) -> None:
    """Not even in raw: what the contract does not name may be a secret or a person's."""
    landed = shop.land_one(NAME, "product_id,title,passwd\n1,Vase,s3cret\n")
    assert any("not in the contract, not loaded: passwd" in text for text in landed.warnings)
    rows = shop.query("select * from raw.shop_products")
    assert "s3cret" not in str(rows)


def test_case_45_columns_in_another_order_are_found_by_name(shop: Shop) -> None:
    shop.land_one(NAME, "title,product_id\nVase,1\n")
    assert shop.query("select product_id, title from raw.shop_products") == [("1", "Vase")]


def test_case_46_of_a_column_that_is_there_twice_the_first_is_used(shop: Shop) -> None:
    landed = shop.land_one(NAME, "product_id,title,title\n1,first,second\n")
    assert shop.column(TITLES) == ["first"]
    assert any("there more than once" in warning for warning in landed.warnings)


def test_case_73_the_same_content_under_another_name_lands_once(shop: Shop) -> None:
    shop.land_one(NAME, HEADER + "1,1,Vase\n")
    again = shop.land_one("shop_products_again.csv", HEADER + "1,1,Vase\n")
    assert again.status == "already_landed"
    assert shop.column(TITLES) == ["Vase"]
