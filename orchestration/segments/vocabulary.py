"""The names that a definition may use: features and their kinds, contract tables, free slugs."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from orchestration.errors import TresseError

SLUG = re.compile(r"[a-z][a-z0-9_]{1,62}")
# Published as file names too, and Windows refuses these.
WINDOWS_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))]
)
# Columns that the compiled models have besides the segments.
COMPILED_COLUMNS = frozenset(["lifecycle_stage", "segment", "is_member"])
# A list of persons is no rule: a customer's id is not to be tested.
NOT_TESTABLE = frozenset(["customer_id"])


class Kind(Enum):
    """What a value is; values of different kinds are never compared."""

    NUMBER = "a number"
    TEXT = "a text"
    BOOLEAN = "true or false"
    DATE = "a date"
    TIMESTAMP = "an instant"
    NULL = "null"
    ANY = "anything"


@dataclass(frozen=True)
class Vocabulary:
    """The features by name with their kind, the contract's tables and the engine's own words."""

    features: Mapping[str, Kind]
    tables: frozenset[str]
    engine_words: frozenset[str]

    def why_not_a_slug(self, slug: str) -> str:
        """Return why this cannot name a segment, or ''."""
        if not SLUG.fullmatch(slug):
            return (
                "is no name for a segment: use 2 to 63 of a-z, 0-9 and _, beginning with a letter"
            )
        if slug in self.features or slug in NOT_TESTABLE | COMPILED_COLUMNS:
            return "is the name of a column of the customer tables; choose another"
        if slug in WINDOWS_DEVICES:
            return "cannot be a file's name on Windows; choose another"
        if slug in self.engine_words:
            return "is a word of SQL; choose another"
        if slug.startswith("has_") and slug.removeprefix("has_") in self.tables:
            return "is the name of a source's connection; choose another"
        return ""


def feature_kinds(models: Mapping[str, Any]) -> dict[str, Kind]:
    """Return the columns of customer_features with their kinds, from its layer's YAML."""
    model = next(model for model in models["models"] if model["name"] == "customer_features")
    return {
        column["name"]: _kind(column["name"], column["data_type"])
        for column in model["columns"]
        if column["name"] not in NOT_TESTABLE
    }


def _kind(feature: str, data_type: str) -> Kind:
    base = data_type.partition("(")[0].strip().lower()
    kinds = {
        "string": Kind.TEXT,
        "boolean": Kind.BOOLEAN,
        "date": Kind.DATE,
        "timestamp": Kind.TIMESTAMP,
        **dict.fromkeys(("integer", "bigint", "decimal"), Kind.NUMBER),
    }
    if base not in kinds:
        raise TresseError(
            f"_features__models.yml: the feature '{feature}' has the type {data_type}, which rules "
            f"cannot test; use one of {', '.join(kinds)}."
        )
    return kinds[base]
