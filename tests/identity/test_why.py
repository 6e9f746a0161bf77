import re

import duckdb
import pytest

from orchestration.errors import TresseError
from orchestration.identity.show import portrait_text, show
from orchestration.identity.why import why
from orchestration.identity.words import answer_text
from orchestration.settings import Settings

PERSONAL = re.compile(r"anne\.martin|amartin|martin|61234567|1980|rue Haute", re.I)


def told(settings: Settings, one: str, other: str, with_values: bool = False) -> str:
    return answer_text(why(settings, one, other, with_values), 5, with_values)


def test_each_link_of_the_path_is_one_sentence(built: Settings) -> None:
    assert told(built, "crm_contact:crm:H1", "shop_customer:shop:C1").splitlines() == [
        "crm_contact:crm:H1 and shop_customer:shop:C1 are customer c_anne, joined by 1 link, the "
        "weakest of 20.0 bits.",
        "  crm_contact:crm:H1 and shop_customer:shop:C1: both records name one shop account (rule "
        "same_account, 20.0)",
    ]


def test_weights_are_told_level_by_level_and_add_up_to_their_sum(built: Settings) -> None:
    answer = why(built, "crm_contact:crm:H1", "guest_order:shop:O1")
    by_account, by_weights = answer.path
    assert by_account.link.rule == "same_account"
    assert sum(weight for _, _, weight in by_weights.level_weights) == by_weights.link.weight
    assert (
        "any two records -18.5, first name same +7.0, last name same rare +12.0, birth date "
        "missing +0.0, email missing +0.0, phone missing +0.0, address same +8.0: 8.5, where 5 "
        "joins (rule weights, version 1)"
    ) in answer_text(answer, 5)


def test_the_veto_that_keeps_two_customers_apart_is_named(built: Settings) -> None:
    text = told(built, "subscriber:email:anne.martin@orange.fr", "c_paul")
    assert "are two customers: vetoed, because their first names are different." in text
    assert "crm_contact:crm:H1 and crm_contact:crm:H2: any two records -18.5" in text


def test_where_nothing_was_compared_that_is_said(built: Settings) -> None:
    text = told(built, "c_anne", "c_lone")
    assert "no rule joins them, and nothing that was compared came near it" in text


@pytest.mark.parametrize(
    ("named", "record"),
    [
        pytest.param("c_gone", "crm_contact:crm:H1", id="merged at the last build"),
        pytest.param("c_before", "crm_contact:crm:H2", id="another id since the last publication"),
    ],
)
def test_an_old_customer_id_is_known_still(built: Settings, named: str, record: str) -> None:
    answer = why(built, named, named)
    assert (answer.one.record, answer.one.old_id) == (record, named)
    assert f"{named} is customer {answer.one.customer} today." in answer_text(answer, 5)


def test_a_warehouse_that_was_never_published_has_no_old_ids(built: Settings) -> None:
    with duckdb.connect(built.warehouse) as connection:
        connection.execute("drop schema published cascade")
    with pytest.raises(TresseError, match="'c_before' is no record and no customer"):
        why(built, "c_before", "c_anne")


def test_an_unknown_id_is_answered_with_what_an_id_looks_like(built: Settings) -> None:
    with pytest.raises(TresseError, match="a record is record_type:source:key, as shop_customer:"):
        why(built, "crm_contact:crm:H1", "H2")


def test_before_the_first_build_the_user_is_told_to_run_one(built: Settings) -> None:
    with duckdb.connect(built.warehouse) as connection:
        connection.execute("drop schema identity cascade")
    with pytest.raises(TresseError, match="run `tresse run` first"):
        why(built, "c_anne", "c_paul")


def test_personal_data_is_printed_only_when_asked_for(built: Settings) -> None:
    pairs = [
        ("c_anne", "subscriber:email:anne.martin@orange.fr"),
        ("c_anne", "guest_order:shop:O1"),
    ]
    for one, other in pairs:
        assert not PERSONAL.search(told(built, one, other))
        assert PERSONAL.search(told(built, one, other, with_values=True))
    assert "subscriber:email:a***@orange.fr" in told(built, *pairs[0])


def test_a_customer_is_shown_with_what_it_is_made_of(built: Settings) -> None:
    text = portrait_text(show(built, "guest_order:shop:O1"))
    assert text.startswith("customer c_anne: 4 records\n")
    assert "  crm_contact:crm:H1: crm_contact of crm, first seen 2026-01-02 00:00:00\n" in text
    assert "  email a***@orange.fr: 2 records, a key\n" in text
    assert "  phone ***78: 1 records, blocked as placeholder, links nothing\n" in text
    assert "  email: a***@orange.fr, of shop_customer:shop:C1 and 1 more\n" in text
    assert "    lost by verified_first: a***@free.fr, of guest_order:shop:O1\n" in text
    assert "  auto by same_account: 1, weights 20.0 to 20.0\n" in text
    assert "  vetoed by weights: 1, weights 7.0 to 7.0" in text


def test_shown_values_are_masked_unless_asked_for(built: Settings) -> None:
    assert "anne.martin" not in portrait_text(show(built, "c_anne"))
    assert "+33612345678" not in portrait_text(show(built, "c_anne"))
    asked = portrait_text(show(built, "c_anne"), with_values=True)
    assert "anne.martin@orange.fr" in asked
    assert "+33612345678" in asked
