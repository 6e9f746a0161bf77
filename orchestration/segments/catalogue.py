"""What the compiled models mean: their YAML and the seeds that the catalogue is made of."""

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Mapping, Sequence

from orchestration.segments.definition import Definition
from orchestration.segments.expressions import rule_text
from orchestration.segments.models import Sources

HEADER = "# written by `tresse segments compile`; do not edit\nversion: 2\n"
OTHERWISE = "otherwise"
DEFINITION_COLUMNS = {
    "segment": "slug",
    "label_en": "English name",
    "label_fr": "French name",
    "description": "one sentence",
    "family": "file of the definition",
    "owner": "who answers for it",
    "objective": "what it is for",
    "kpi": "how it is judged",
    "channels": "channels it is meant for, '|' joined",
    "sensitivity": "none, personal or special",
    "sources": "contract tables it needs, those of nested segments included, '|' joined",
    "request": "requests behind it",
    "default_is_ours": "the request gave no number: the threshold is ours",
    "rule": "the conditions, joined by and",
    "rule_hash": "changes when the rule, or a rule it builds on, changes",
}
SOURCE_COLUMNS = {"segment": "slug", "source_table": "contract table that the segment needs"}
CUSTOMER_ID = ("customer_id", "customer", "string", "P1")
AS_OF = ("as_of", "last day counted", "date", "P0")
STAGE = ("lifecycle_stage", "the exclusive stage: the first whose rule is true", "string", "P0")
SEGMENT = ("segment", "slug", "string", "P0")
IS_MEMBER = ("is_member", "true, or null where unknown", "boolean", "P0")


def definitions_csv(definitions: Sequence[Definition], sources: Sources) -> str:
    """Return the seed of all definitions: one row per segment."""
    hashes = rule_hashes(definitions)
    rows = (
        {
            **{column: getattr(each, column, "") for column in DEFINITION_COLUMNS},
            "segment": each.slug,
            "channels": "|".join(each.channels),
            "sources": "|".join(sources[each.slug]),
            "default_is_ours": str(each.default_is_ours).lower(),
            "rule": rule_text(each.conditions) or OTHERWISE,
            "rule_hash": hashes[each.slug],
        }
        for each in definitions
    )
    return _csv(DEFINITION_COLUMNS, rows)


def sources_csv(definitions: Sequence[Definition], sources: Sources) -> str:
    """Return the seed of needed tables: one row per segment and table."""
    rows = (
        {"segment": each.slug, "source_table": table}
        for each in definitions
        for table in sources[each.slug]
    )
    return _csv(SOURCE_COLUMNS, rows)


def rule_hashes(definitions: Sequence[Definition]) -> dict[str, str]:
    """Return a short hash per segment of its rule and of every rule it builds on."""
    known = {each.slug: each for each in definitions}
    stages = [each.slug for each in definitions if each.is_stage]
    return {each.slug: _hash(sorted(_built_on(each, known, stages))) for each in definitions}


def models_yaml(definitions: Sequence[Definition]) -> str:
    """Return the YAML of the three compiled models."""
    stages = [STAGE] if any(each.is_stage for each in definitions) else []
    flags = [(each.slug, each.description, "boolean", _pii(each)) for each in definitions]
    rules = _model(
        "int_segments__rules",
        "One row per base customer: is each segment's rule true, false or unknown?",
        ["customer_id"],
        [CUSTOMER_ID, AS_OF, *stages, *flags],
        public=False,
    )
    customer_segments = _model(
        "customer_segments",
        "One row per base customer: the lifecycle stage and a flag per segment.",
        ["customer_id"],
        [CUSTOMER_ID, AS_OF, *stages, *flags],
        public=True,
    )
    memberships = _model(
        "int_segments__memberships",
        "One row per segment and customer who is a member, or of whom it is unknown.",
        ["segment", "customer_id"],
        [CUSTOMER_ID, SEGMENT, IS_MEMBER],
        public=False,
    )
    return "\n".join([f"{HEADER}\nmodels:", rules, customer_segments, memberships])


def seeds_yaml() -> str:
    """Return the YAML of the two compiled seeds."""
    definitions = _seed(
        "segment_definitions",
        "One row per segment: its definition as written in TOML.",
        ["segment"],
        DEFINITION_COLUMNS,
    )
    sources = _seed(
        "segment_sources",
        "One row per segment and contract table that it needs.",
        ["segment", "source_table"],
        SOURCE_COLUMNS,
    )
    return "\n".join([f"{HEADER}\nseeds:", definitions, sources])


def _built_on(
    definition: Definition, known: Mapping[str, Definition], stages: Sequence[str]
) -> set[tuple[str, str]]:
    rules = {(definition.slug, rule_text(definition.conditions))}
    # A stage is what the stages before it leave.
    before = stages[: stages.index(definition.slug)] if definition.is_stage else []
    for slug in (*definition.nested, *before[-1:]):
        rules |= _built_on(known[slug], known, stages)
    return rules


def _hash(rules: Sequence[tuple[str, str]]) -> str:
    return hashlib.sha256(json.dumps(rules).encode()).hexdigest()[:16]


def _csv(header: Mapping[str, str], rows: Iterable[Mapping[str, str]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(header), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _pii(definition: Definition) -> str:
    return "P0" if definition.sensitivity == "none" else "P1"


def _head(name: str, description: str, config: Sequence[str], grain: Sequence[str]) -> str:
    keys = ", ".join(grain)
    lines = [
        f"  - name: {name}",
        f"    description: {_quoted(description)}",
        "    config:",
        *(f"      {line}" for line in config),
        f"      meta:\n        grain: [{keys}]",
        "    data_tests:",
        "      - unique_grain:",
        f"          arguments: {{columns: [{keys}]}}",
        "    columns:",
    ]
    return "\n".join(lines) + "\n"


def _model(
    name: str,
    description: str,
    grain: Sequence[str],
    columns: Sequence[tuple[str, str, str, str]],
    public: bool,
) -> str:
    config = ["access: public", "contract: {enforced: true}"] if public else []
    return _head(name, description, config, grain) + "".join(
        f"      - name: {column}\n"
        f"        description: {_quoted(text)}\n"
        f"        data_type: {data_type}\n"
        f"        config: {{meta: {{pii: {pii}}}}}\n"
        for column, text, data_type, pii in columns
    )


def _seed(name: str, description: str, grain: Sequence[str], columns: Mapping[str, str]) -> str:
    types = [f"  {column}: {_seed_type(column)}" for column in columns]
    return _head(name, description, ["column_types:", *types], grain) + "".join(
        f"      - name: {column}\n"
        f"        description: {_quoted(text)}\n"
        f"        config: {{meta: {{pii: P0}}}}\n"
        for column, text in columns.items()
    )


def _seed_type(column: str) -> str:
    return "boolean" if column == "default_is_ours" else "string"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
