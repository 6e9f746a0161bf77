"""Every mistake of a definition file is answered, all at once, one line each."""

from collections.abc import Callable

import pytest

from orchestration.segments.compiler import compile_definitions
from orchestration.segments.mistakes import DefinitionError
from orchestration.segments.vocabulary import Vocabulary

Segment = Callable[..., str]
RULE = "n_orders > 1"


def mistakes_of(texts: dict[str, str], vocabulary: Vocabulary) -> list[str]:
    with pytest.raises(DefinitionError) as error:
        compile_definitions(texts, vocabulary)
    return str(error.value).splitlines()


CHANGES: dict[str, tuple[dict[str, object], str]] = {
    "a missing key": ({"owner": None}, "a.toml:1: vip: lacks the key 'owner'"),
    "a mistyped key": (
        {"chanels": ["email"]},
        "a.toml:12: vip: has the unknown key 'chanels'; the nearest known name is 'channels'",
    ),
    "an unknown channel": (
        {"channels": ["mail"]},
        "a.toml:8: vip: 'channels' names the unknown 'mail'; the nearest known name is 'email'",
    ),
    "an unknown source": (
        {"sources": ["shop_order"]},
        "a.toml:10: vip: 'sources' names the unknown 'shop_order'; "
        "the nearest known name is 'shop_orders'",
    ),
    "no source": (
        {"sources": []},
        "a.toml:1: vip: 'sources' is empty; name the tables of the contract that it needs",
    ),
    "an unknown sensitivity": (
        {"sensitivity": "special!"},
        "a.toml:9: vip: 'sensitivity' names the unknown 'special!'; "
        "the nearest known name is 'special'",
    ),
    "a channel twice": (
        {"channels": ["email", "email"]},
        "a.toml:1: vip: 'channels' names something twice",
    ),
    "a text for a list": (
        {"channels": "email"},
        "a.toml:1: vip: 'channels' must be a list of texts",
    ),
    "a number for a text": (
        {"kpi": 3},
        "a.toml:1: vip: 'kpi' must be one line of text without braces",
    ),
    "Jinja in a description": (
        {"description": "{{ env_var('HOME') }}"},
        "a.toml:1: vip: 'description' must be one line of text without braces",
    ),
    "a line break in a label": (
        {"label_fr": "a\nb"},
        "a.toml:1: vip: 'label_fr' must be one line of text without braces",
    ),
    "an empty label": ({"label_en": " "}, "a.toml:1: vip: 'label_en' is empty"),
    "an odd request": (
        {"request": "as asked"},
        "a.toml:1: vip: 'request' is 'as asked'; write requests as 'BLE-3 SHA-4'",
    ),
    "a text for a boolean": (
        {"default_is_ours": "yes"},
        "a.toml:1: vip: 'default_is_ours' must be true or false",
    ),
    "an unknown feature": (
        {"where": [RULE, "order_count > 1"]},
        "a.toml:11: vip: 'order_count > 1' names the unknown feature 'order_count'",
    ),
    "a subquery": (
        {"where": ["n_orders > (select 1)"]},
        "a.toml:11: vip: 'n_orders > (select 1)' uses a subquery, which rules do not have; "
        "make a feature",
    ),
    "a condition too long for a line": (
        {"where": [f"coalesce({', '.join(['n_orders_365d'] * 9)}) > 1"]},
        "is too long for one line of SQL; split it",
    ),
    "a condition that is no text": (
        {"where": [3]},
        "a.toml:1: vip: 'where' must be a list of texts",
    ),
    "no condition": ({"where": []}, "a.toml:1: vip: has no condition; only the last stage may"),
    "an unknown segment": (
        {"where": ["in_segment(vop)"]},
        "a.toml:1: vip: names the unknown segment 'vop'; the nearest known name is 'vip'",
    ),
}


@pytest.mark.parametrize(("changes", "sentence"), CHANGES.values(), ids=CHANGES.keys())
def test_a_mistake_is_one_sentence_with_its_place(
    changes: dict[str, object], sentence: str, segment: Segment, vocabulary: Vocabulary
) -> None:
    conditions = changes.pop("where", [RULE]) if "where" in changes else [RULE]
    text = segment("vip", **{"where": conditions, **changes})
    (mistake,) = mistakes_of({"a.toml": text}, vocabulary)
    assert sentence in mistake


SLUGS = {
    "VIP": "is no name for a segment",
    "v": "is no name for a segment",
    "1vip": "is no name for a segment",
    "v" * 64: "is no name for a segment",
    '"../vip"': "is no name for a segment",
    '"vip\\n"': "is no name for a segment",
    '"v.i.p"': "is no name for a segment",
    "n_orders": "is the name of a column",
    "customer_id": "is the name of a column",
    "lifecycle_stage": "is the name of a column",
    "con": "cannot be a file's name on Windows",
    "lpt1": "cannot be a file's name on Windows",
    "select": "is a word of SQL",
    "has_web_events": "is the name of a source's connection",
}


@pytest.mark.parametrize(("slug", "sentence"), SLUGS.items())
def test_a_slug_that_cannot_be_a_name_is_refused(
    slug: str, sentence: str, segment: Segment, vocabulary: Vocabulary
) -> None:
    (mistake,) = mistakes_of({"a.toml": segment(slug, RULE)}, vocabulary)
    assert sentence in mistake


def test_a_slug_may_be_the_name_of_a_source(segment: Segment, vocabulary: Vocabulary) -> None:
    compile_definitions({"a.toml": segment("loyalty_members", RULE)}, vocabulary)


def test_a_slug_twice_in_a_file_is_refused(segment: Segment, vocabulary: Vocabulary) -> None:
    text = segment("vip", RULE) + segment("vip", RULE)
    assert mistakes_of({"a.toml": text}, vocabulary) == [
        "a.toml:12: vip: is written twice in this file; keep one"
    ]


def test_a_key_twice_in_a_segment_is_refused(segment: Segment, vocabulary: Vocabulary) -> None:
    (mistake,) = mistakes_of({"a.toml": segment("vip", RULE) + 'kpi = "x"\n'}, vocabulary)
    assert mistake == "a.toml:12: vip: has a key twice; keep one"


def test_a_slug_in_two_files_is_refused(segment: Segment, vocabulary: Vocabulary) -> None:
    texts = {"b.toml": segment("vip", RULE), "a.toml": segment("vip", RULE)}
    assert mistakes_of(texts, vocabulary) == [
        "b.toml:1: vip: is defined in a.toml:1 already; choose another slug"
    ]


def test_what_is_not_toml_is_one_sentence(segment: Segment, vocabulary: Vocabulary) -> None:
    (mistake,) = mistakes_of({"a.toml": segment("vip", RULE) + "[men\n"}, vocabulary)
    assert mistake.startswith("a.toml:12: this is not TOML (")


def test_a_key_outside_of_a_segment_is_refused(segment: Segment, vocabulary: Vocabulary) -> None:
    (mistake,) = mistakes_of({"a.toml": 'owner = "crm"\n' + segment("vip", RULE)}, vocabulary)
    assert "owner: is a key outside of any segment" in mistake


def test_all_mistakes_of_all_files_come_at_once(segment: Segment, vocabulary: Vocabulary) -> None:
    texts = {
        "b.toml": segment("men", "gendre = 'M'", owner=None) + segment("new", "in_segment(nex)"),
        "a.toml": segment("vip", "n_order > 1", "orders > 1") + segment("con", RULE),
    }
    mistakes = mistakes_of(texts, vocabulary)
    assert [mistake.split(": ")[0] for mistake in mistakes] == [
        "a.toml:11",
        "a.toml:11",
        "a.toml:12",
        "b.toml:1",
        "b.toml:10",
        "b.toml:11",
    ]
    assert all("\n" not in mistake for mistake in mistakes)


def test_a_segment_with_a_mistake_is_not_unknown_to_others(
    segment: Segment, vocabulary: Vocabulary
) -> None:
    text = segment("vip", "orders > 1") + segment("best", "in_segment(vip)")
    (mistake,) = mistakes_of({"a.toml": text}, vocabulary)
    assert "names the unknown feature 'orders'" in mistake


def test_a_circle_is_refused_naming_its_path(segment: Segment, vocabulary: Vocabulary) -> None:
    text = (
        segment("first", "in_segment(second)")
        + segment("second", "not in_segment(third)")
        + segment("third", "in_segment(first)")
    )
    assert mistakes_of({"a.toml": text}, vocabulary) == [
        "a.toml:1: first: is part of a circle: first -> second -> third -> first; break it"
    ]


def test_a_segment_of_itself_is_a_circle(segment: Segment, vocabulary: Vocabulary) -> None:
    assert mistakes_of({"a.toml": segment("vip", "in_segment(vip)")}, vocabulary) == [
        "a.toml:1: vip: is part of a circle: vip -> vip; break it"
    ]


def test_a_circle_through_a_stage_is_refused(segment: Segment, vocabulary: Vocabulary) -> None:
    texts = {
        "a.toml": segment("vip", "in_segment(early)"),
        "lifecycle_stages.toml": segment("early", "in_segment(vip)") + segment("late"),
    }
    (mistake,) = mistakes_of(texts, vocabulary)
    assert "is part of a circle: vip -> lifecycle_stage -> vip" in mistake


def test_only_the_last_stage_takes_whoever_is_left(
    segment: Segment, vocabulary: Vocabulary
) -> None:
    text = segment("early") + segment("late", RULE)
    first, second = mistakes_of({"lifecycle_stages.toml": text}, vocabulary)
    assert "early: has no condition; only the last stage may have none" in first
    assert "late: is the last of lifecycle_stages: it takes whoever is left" in second


def test_a_stage_cannot_name_a_stage(segment: Segment, vocabulary: Vocabulary) -> None:
    text = segment("early", "not in_segment(late)") + segment("late")
    (mistake,) = mistakes_of({"lifecycle_stages.toml": text}, vocabulary)
    assert "early: names a stage; their order already excludes them" in mistake
