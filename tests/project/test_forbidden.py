"""What no hand-written file may hold."""

import re
from pathlib import Path

import pytest

from orchestration.settings import PROJECT_DIR

MODELS = sorted((PROJECT_DIR / "models").rglob("*.sql"))
HAND_WRITTEN = [path for path in MODELS if path.parent.name != "compiled"]
MACROS = sorted((PROJECT_DIR / "macros").rglob("*.sql"))
PYTHON = sorted((PROJECT_DIR / "orchestration").rglob("*.py"))

CLOCK = re.compile(r"\b(current_date|current_timestamp|now\(\)|today\(\)|getdate\(\))", re.I)
CONTROL = re.compile(r"\{%-?\s*(for|if|set|do|call)\b|run_query")
ENGINE = re.compile(
    r"(?<![.\w])(qualify|group by all|strip_accents|regexp_\w+|epoch\w*|list_\w+|quantile\w*|"
    r"median|percentile|hash|timezone|convert_timezone|strptime|strftime|unnest|explode|json_\w+|"
    r"string_agg|listagg|collect_\w+|exclude|strpos|locate|reflect|conv|date_\w+|to_\w+|"
    r"timestampdiff)\s*\(",
    re.I,
)

HASH = re.compile(r"\b(md5|sha\d+)\s*\(", re.I)
HASHING = ("hash64", "new_customer_id")


def offences(paths: list[Path], pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{path.relative_to(PROJECT_DIR)}: {match[0]}"
        for path in paths
        for match in pattern.finditer(without_comments(path.read_text(encoding="utf-8")))
    ]


def without_comments(sql: str) -> str:
    return re.sub(r"--[^\n]*|\{#.*?#\}", "", sql, flags=re.S)


def test_only_the_clock_macro_may_know_the_time() -> None:
    assert offences([*MODELS, *MACROS], CLOCK) == []


def test_models_hold_no_jinja_control_flow() -> None:
    assert offences(HAND_WRITTEN, CONTROL) == []


def test_engine_specific_functions_live_in_macros_engine() -> None:
    elsewhere = [path for path in MACROS if path.parent.name != "engine"]
    assert offences([*HAND_WRITTEN, *elsewhere], ENGINE) == []


def test_texts_are_hashed_in_two_places_only() -> None:
    elsewhere = [path for path in [*HAND_WRITTEN, *MACROS] if path.stem not in HASHING]
    assert offences(elsewhere, HASH) == []


def test_no_model_is_longer_than_a_hundred_lines() -> None:
    lengths = {path.name: len(path.read_text().splitlines()) for path in HAND_WRITTEN}
    assert {name: length for name, length in lengths.items() if length > 100} == {}


def test_no_python_module_is_longer_than_250_lines() -> None:
    lengths = {
        str(path.relative_to(PROJECT_DIR)): len(path.read_text().splitlines()) for path in PYTHON
    }
    assert {name: length for name, length in lengths.items() if length > 250} == {}


def test_select_star_only_imports_or_closes_a_staging_model() -> None:
    stray = []
    for path in HAND_WRITTEN:
        sql = without_comments(path.read_text(encoding="utf-8"))
        final = sql.rstrip().rsplit("\n\n", 1)[-1]
        if "staging" not in path.parts and re.match(r"select\s+\*|.*\.\*", final):
            stray.append(path.name)
    assert stray == []


@pytest.mark.parametrize("word", ["_v2", "legacy", "_tmp", "_new"])
def test_no_file_is_named_as_a_leftover(word: str) -> None:
    named = [path.name for path in [*MODELS, *MACROS, *PYTHON] if word in path.stem]
    assert named == []


def test_the_lock_names_versions_and_no_address() -> None:
    lines = (PROJECT_DIR / "requirements.lock").read_text().splitlines()
    assert len(lines) > 100
    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9._-]+==[^\s]+", line)] == []
