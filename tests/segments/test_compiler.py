"""Definitions in, files out: as the goldens say, fresh, and the same in every order."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from orchestration.errors import TresseError
from orchestration.segments.compiler import (
    CONTRACT,
    DEFINITIONS,
    FEATURES,
    compile_definitions,
    compile_segments,
    definition_texts,
)
from orchestration.segments.vocabulary import Vocabulary
from orchestration.settings import PROJECT_DIR

GOLDEN = Path(__file__).parent / "golden"
RULES = "models/segments/compiled/int_segments__rules.sql"
Segment = Callable[..., str]


@pytest.mark.parametrize("case", sorted(GOLDEN.glob("*.toml")), ids=lambda path: path.stem)
def test_a_definition_compiles_to_its_golden_sql(case: Path, vocabulary: Vocabulary) -> None:
    compiled = compile_definitions({case.name: case.read_text("utf-8")}, vocabulary)
    assert compiled[RULES] == case.with_suffix(".sql").read_text("utf-8")


def test_the_committed_files_are_fresh() -> None:
    assert compile_segments(check=True) == []


def test_every_compiled_file_says_that_it_is(vocabulary: Vocabulary) -> None:
    for path, text in compile_definitions(definition_texts(), vocabulary).items():
        if not path.endswith(".csv"):
            assert text.splitlines()[0].endswith(
                "written by `tresse segments compile`; do not edit"
            )


def test_the_order_of_files_changes_nothing(vocabulary: Vocabulary) -> None:
    texts = definition_texts()
    expected = compile_definitions(texts, vocabulary)
    for seed in range(5):
        files = list(texts)
        random.Random(seed).shuffle(files)
        assert compile_definitions({file: texts[file] for file in files}, vocabulary) == expected


def test_check_names_the_stale_files_and_writes_nothing(tmp_path: Path) -> None:
    copy_project(tmp_path)
    assert len(compile_segments(project_dir=tmp_path)) == 8
    assert compile_segments(check=True, project_dir=tmp_path) == []
    rules = tmp_path / RULES
    rules.write_text("select 1\n", "utf-8")
    assert compile_segments(check=True, project_dir=tmp_path) == [rules]
    assert rules.read_text("utf-8") == "select 1\n"


def test_a_new_segment_is_one_edit(tmp_path: Path, segment: Segment) -> None:
    copy_project(tmp_path)
    compile_segments(project_dir=tmp_path)
    (tmp_path / DEFINITIONS / "mine.toml").write_text(segment("mine", "n_orders > 9"), "utf-8")
    stale = compile_segments(project_dir=tmp_path)
    assert len(stale) == 7
    assert "mine" in (tmp_path / RULES).read_text("utf-8")


def test_a_mistake_writes_nothing(tmp_path: Path, segment: Segment) -> None:
    copy_project(tmp_path)
    (tmp_path / DEFINITIONS / "mine.toml").write_text(segment("mine", "orders > 9"), "utf-8")
    with pytest.raises(TresseError, match="unknown feature"):
        compile_segments(project_dir=tmp_path)
    assert not (tmp_path / RULES).exists()


def test_a_file_that_is_not_utf8_is_one_sentence(tmp_path: Path) -> None:
    copy_project(tmp_path)
    (tmp_path / DEFINITIONS / "mine.toml").write_bytes(b'[mine]\nlabel_fr = "\xe9"\n')
    with pytest.raises(TresseError, match=r"mine\.toml:2: is not UTF-8"):
        compile_segments(project_dir=tmp_path)


def test_a_byte_order_mark_is_read_over(tmp_path: Path, segment: Segment) -> None:
    copy_project(tmp_path)
    (tmp_path / DEFINITIONS / "mine.toml").write_text(segment("mine", "n_orders > 9"), "utf-8-sig")
    compile_segments(project_dir=tmp_path)
    assert "mine" in (tmp_path / RULES).read_text("utf-8")


def test_no_definition_at_all_is_one_sentence(vocabulary: Vocabulary) -> None:
    with pytest.raises(TresseError, match="holds no segment"):
        compile_definitions({}, vocabulary)


def test_a_nested_segment_needs_the_sources_below_it(
    segment: Segment, vocabulary: Vocabulary
) -> None:
    text = segment("top", "in_segment(low)") + segment(
        "low", "pages_30d > 1", sources=["web_events"]
    )
    compiled = compile_definitions({"a.toml": text}, vocabulary)
    assert compiled["seeds/compiled/segment_sources.csv"].splitlines() == [
        "segment,source_table",
        "top,shop_orders",
        "top,web_events",
        "low,web_events",
    ]


def test_the_hash_of_a_rule_changes_with_a_rule_below_it(
    segment: Segment, vocabulary: Vocabulary
) -> None:
    def hash_of_top(low: str) -> str:
        text = segment("top", "in_segment(low)") + segment("low", low)
        compiled = compile_definitions({"a.toml": text}, vocabulary)
        return compiled["seeds/compiled/segment_definitions.csv"].splitlines()[1].split(",")[-1]

    assert hash_of_top("n_orders > 1") == hash_of_top("n_orders  >  1")
    assert hash_of_top("n_orders > 1") != hash_of_top("n_orders > 2")


def test_a_personal_segment_is_marked_in_the_yaml(segment: Segment, vocabulary: Vocabulary) -> None:
    text = segment("women", "gender = 'F'", sensitivity="personal")
    yaml_text = compile_definitions({"a.toml": text}, vocabulary)[
        "models/segments/compiled/_compiled__models.yml"
    ]
    flag = yaml_text.partition("- name: women")[2]
    assert "pii: P1" in flag.partition("- name:")[0]


def copy_project(folder: Path) -> None:
    for path in (FEATURES, CONTRACT):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(PROJECT_DIR / path, folder / path)
    shutil.copytree(PROJECT_DIR / DEFINITIONS, folder / DEFINITIONS)
