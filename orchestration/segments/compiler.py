"""Definitions in, files out: the compiled models, their YAML, the catalogue's seeds, a test."""

from collections.abc import Mapping
from pathlib import Path

import duckdb
import yaml

from orchestration.contract.contract import load_contract
from orchestration.errors import TresseError
from orchestration.segments.catalogue import definitions_csv, models_yaml, seeds_yaml, sources_csv
from orchestration.segments.definition import Definition, read_definitions
from orchestration.segments.mistakes import DefinitionError, Mistake
from orchestration.segments.models import (
    customer_segments_sql,
    flags_test_sql,
    memberships_sql,
    rules_sql,
)
from orchestration.segments.nesting import all_sources, nesting_mistakes
from orchestration.segments.vocabulary import Kind, Vocabulary, feature_kinds
from orchestration.settings import PROJECT_DIR

DEFINITIONS = "models/segments/definitions"
FEATURES = "models/features/_features__models.yml"
CONTRACT = "orchestration/contract/source_contract.yml"


def read_all(texts: Mapping[str, str], vocabulary: Vocabulary) -> list[Definition]:
    """Return the definitions of all files (text by file name), or raise all their mistakes."""
    definitions: list[Definition] = []
    mistakes: list[Mistake] = []
    for file in sorted(texts):
        read, wrong = read_definitions(file, texts[file], vocabulary)
        definitions += read
        mistakes += wrong
    unread = frozenset(mistake.slug for mistake in mistakes)
    mistakes += nesting_mistakes(definitions, unread)
    if mistakes:
        raise DefinitionError(mistakes)
    if not definitions:
        raise TresseError(f"{DEFINITIONS}: holds no segment; write at least one [slug] in a .toml.")
    return sorted(definitions, key=lambda each: each.is_stage)


def compile_definitions(texts: Mapping[str, str], vocabulary: Vocabulary) -> dict[str, str]:
    """Return the text of every compiled file by its path in the project."""
    definitions = read_all(texts, vocabulary)
    sources = all_sources(definitions)
    models, seeds = "models/segments/compiled", "seeds/compiled"
    return {
        f"{models}/int_segments__rules.sql": rules_sql(definitions, sources),
        f"{models}/customer_segments.sql": customer_segments_sql(definitions),
        f"{models}/int_segments__memberships.sql": memberships_sql(definitions),
        f"{models}/_compiled__models.yml": models_yaml(definitions),
        f"{seeds}/segment_definitions.csv": definitions_csv(definitions, sources),
        f"{seeds}/segment_sources.csv": sources_csv(definitions, sources),
        f"{seeds}/_compiled__seeds.yml": seeds_yaml(),
        "tests/invariants/flags_agree_with_members.sql": flags_test_sql(definitions),
    }


def compile_segments(check: bool = False, project_dir: Path = PROJECT_DIR) -> list[Path]:
    """Write the compiled files that differ and return them; with check, return them only."""
    compiled = compile_definitions(definition_texts(project_dir), load_vocabulary(project_dir))
    stale = [
        project_dir / path for path in compiled if _on_disk(project_dir / path) != compiled[path]
    ]
    for path in [] if check else stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(compiled[path.relative_to(project_dir).as_posix()], "utf-8", newline="\n")
    return stale


def definition_texts(project_dir: Path = PROJECT_DIR) -> dict[str, str]:
    """Return the text of every definition file by its name."""
    return {path.name: _text(path) for path in (project_dir / DEFINITIONS).glob("*.toml")}


def load_vocabulary(project_dir: Path = PROJECT_DIR) -> Vocabulary:
    """Return the names that rules may use, from the features' YAML and the source contract."""
    features = _features(project_dir / FEATURES)
    tables = frozenset(table.name for table in load_contract(project_dir / CONTRACT).tables)
    words = duckdb.execute(
        "select keyword_name from duckdb_keywords()"
        " where keyword_category in ('reserved', 'type_function')"
    ).fetchall()
    return Vocabulary(features, tables, frozenset(word for (word,) in words))


def _features(path: Path) -> dict[str, Kind]:
    try:
        return feature_kinds(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (yaml.YAMLError, UnicodeDecodeError, KeyError, TypeError, StopIteration):
        raise TresseError(
            f"{path}: does not declare customer_features and its columns' data_type; mend it."
        ) from None


def _on_disk(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None


def _text(path: Path) -> str:
    try:
        # Windows editors may begin the file with a byte-order mark.
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise TresseError(f"{path.name}:{line}: is not UTF-8; save the file as UTF-8.") from None
