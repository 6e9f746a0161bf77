"""Mending changes what was spoiled, and nothing else."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from orchestration.landing.mending import (
    ENTITY,
    SUSPECT,
    holds_controls,
    may_be_encoded_twice,
    may_hold_entities,
    mended,
)

LATIN = st.text(st.characters(min_codepoint=0xC0, max_codepoint=0x17F), min_size=1, max_size=8)


def as_windows_shows(content: bytes) -> str:
    """What a program sees that takes the bytes for Windows-1252."""
    return "".join(bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in content)


@given(LATIN)
def test_what_was_encoded_twice_comes_back(text: str) -> None:
    assume(not SUSPECT.search(text))
    twice = as_windows_shows(text.encode())
    assume(SUSPECT.search(twice))
    assert mended(twice) == text


@given(st.text())
def test_other_text_is_left_as_it_is(text: str) -> None:
    assume(not SUSPECT.search(text))
    assume(not ENTITY.search(text))
    assert mended(text) == text


@pytest.mark.parametrize(
    "text", ["S\u00c3O", "\u00c2ge", "ch\u00e2teau", "\u00c5ngstr\u00f6m", "\u00c3"]
)
def test_letters_that_only_look_suspect_are_kept(text: str) -> None:
    assert mended(text) == text


@pytest.mark.parametrize("text", ["Zo\u00e9", "\u0153uvre", "\u00c0", "5 \u20ac", "\u2019"])
def test_the_bytes_give_away_what_a_file_may_hold(text: str) -> None:
    assert not may_be_encoded_twice(text.encode())
    assert may_be_encoded_twice(as_windows_shows(text.encode()).encode())


def test_an_entity_and_a_control_character_are_found_in_bytes() -> None:
    assert may_hold_entities(b"a &eacute; b")
    assert may_hold_entities(b"&#039;")
    assert not may_hold_entities(b"a=1&b=2; R&D")
    assert holds_controls(b"a\x1fb")
    assert not holds_controls(b"a\tb\r\n")
