"""A condition's text to its tree: one line, one condition, nothing that a template would read."""

import re
import unicodedata

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

LONGEST_CONDITION = 400
DEEPEST_NESTING = 20


class RuleError(Exception):
    """A condition that cannot be read; each problem completes the sentence "'condition' ..."."""

    def __init__(self, *problems: str):
        self.problems = problems
        super().__init__("; ".join(problems))


def parse(text: str) -> exp.Expr:
    """Return the tree of one condition, or raise RuleError with what hinders it."""
    _refuse_text(text)
    try:
        tokens = sqlglot.tokenize(text, dialect="duckdb")
        if any(token.comments for token in tokens):
            raise RuleError("holds a comment; write it above the line with #")
        if any(token.token_type.name == "SEMICOLON" for token in tokens):
            raise RuleError("holds a semicolon; write one condition")
        trees = sqlglot.parse(text, dialect="duckdb")
    except (SqlglotError, RecursionError):
        raise RuleError("is not a condition that can be read; mind quotes and brackets") from None
    if len(trees) != 1 or trees[0] is None:
        raise RuleError("is empty")
    return trees[0]


def _refuse_text(text: str) -> None:
    if any(unicodedata.category(character).startswith("C") for character in text):
        raise RuleError("holds a line break or an invisible character; write it on one line")
    if any(character in text for character in "{}\\"):
        raise RuleError("holds a brace or a backslash, which templates would read; leave it out")
    if len(text) > LONGEST_CONDITION:
        raise RuleError(f"is longer than {LONGEST_CONDITION} characters; split it or add a feature")
    words = re.findall(r"\bnot\b|[-(]", text, flags=re.IGNORECASE)
    if len(words) > DEEPEST_NESTING:
        raise RuleError(f"holds more than {DEEPEST_NESTING} brackets and signs; split it")
