"""The rule language: one condition over one row of customer_features, checked.

An allow-list: what is not named here is refused, functions and their options included.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlglot import exp

from orchestration.segments.mistakes import nearest
from orchestration.segments.parsing import RuleError, parse
from orchestration.segments.vocabulary import Kind, Vocabulary

CLOCKS = {
    # A century is enough; more would leave the calendar.
    "days_ago": (Kind.DATE, 36_500),
    "months_ago": (Kind.DATE, 1_200),
    "hours_ago": (Kind.TIMESTAMP, 876_000),
}
IN_SEGMENT = "in_segment"
CONNECTIVES = (exp.And, exp.Or)
COMPARISONS = (exp.EQ, exp.NEQ, exp.LT, exp.LTE, exp.GT, exp.GTE)
NULL_SAFE = (exp.NullSafeEQ, exp.NullSafeNEQ)
ARITHMETIC = (exp.Add, exp.Sub, exp.Mul, exp.Div)
CHOICES = (exp.Coalesce, exp.Greatest, exp.Least)
# `between symmetric`, `in (select ...)`, `table.column` and the like sit in other arguments.
VALUES = ("this", "low", "high", "expression", "expressions")
ARGUMENTS = frozenset([*VALUES, "is_string", "typed", "safe", "ignore_nulls"])
NUMBER = re.compile(r"\d{1,15}(\.\d{1,4})?")


@dataclass(frozen=True)
class Condition:
    """One checked line of `where`: its parsed tree, the features and the segments it names."""

    text: str
    tree: exp.Expr
    features: tuple[str, ...]
    segments: tuple[str, ...]


def read_condition(text: str, vocabulary: Vocabulary) -> Condition:
    """Return the checked condition, or raise RuleError with all that is wrong in it."""
    tree = parse(text)
    check = _Check(vocabulary)
    kind = check.kind(tree)
    if kind not in (Kind.BOOLEAN, Kind.ANY):
        check.problems.append(f"is {kind.value}, not a condition")
    if not (check.problems or check.features or check.segments):
        check.problems.append("tests no feature and no segment")
    if check.problems:
        raise RuleError(*dict.fromkeys(check.problems))
    features, segments = dict.fromkeys(check.features), dict.fromkeys(check.segments)
    return Condition(text, tree, tuple(features), tuple(segments))


class _Check:
    """Walks a tree, giving each value its kind and noting every problem, feature and segment."""

    def __init__(self, vocabulary: Vocabulary):
        self.vocabulary = vocabulary
        self.problems: list[str] = []
        self.features: list[str] = []
        self.segments: list[str] = []
        self._readers: tuple[tuple[Any, Callable[[Any], Kind]], ...] = (
            ((exp.Column,), self._feature),
            ((exp.Literal, exp.Boolean, exp.Null), self._literal),
            ((exp.Paren,), lambda node: self.kind(node.this)),
            ((*CONNECTIVES, exp.Not), self._connective),
            ((*ARITHMETIC, exp.Neg, exp.Abs), self._arithmetic),
            ((*COMPARISONS, exp.Between, exp.In), self._comparison),
            ((*NULL_SAFE, exp.Is), self._null_test),
            (CHOICES, self._choice),
            ((exp.Anonymous,), self._call),
        )

    def kind(self, node: exp.Expr) -> Kind:
        """Return the kind of the value; ANY after a problem, so that the walk can go on."""
        # The exact type: a subclass of an allowed node is another construct.
        read = next((read for types, read in self._readers if type(node) in types), None)
        if read is None:
            return self._problem(f"uses {_name_of(node)}, which rules do not have; make a feature")
        if type(node) is not exp.Column and (strange := _strange_argument(node)):
            return self._problem(f"uses '{strange}', which rules do not have")
        return read(node)

    def _problem(self, what: str) -> Kind:
        self.problems.append(what)
        return Kind.ANY

    def _feature(self, node: exp.Expr) -> Kind:
        name = node.this
        if not _is_bare_name(node):
            return self._problem(f"uses '{node.sql()}'; write the feature's bare name")
        if name.this not in self.vocabulary.features:
            hint = nearest(name.this, self.vocabulary.features)
            return self._problem(f"names the unknown feature '{name.this}'{hint}")
        self.features.append(name.this)
        return self.vocabulary.features[name.this]

    def _literal(self, node: exp.Expr) -> Kind:
        if type(node) is exp.Boolean:
            return Kind.BOOLEAN
        if type(node) is exp.Null:
            return Kind.NULL
        if node.args["is_string"]:
            return Kind.TEXT
        if not NUMBER.fullmatch(node.this):
            return self._problem(f"holds '{node.this}'; write a number as 12 or 0.5")
        return Kind.NUMBER

    def _connective(self, node: exp.Expr) -> Kind:
        return self._all(node, Kind.BOOLEAN)

    def _arithmetic(self, node: exp.Expr) -> Kind:
        if type(node) is exp.Div and not _divides_by_more_than_zero(node):
            self._problem("divides by zero")
        return self._all(node, Kind.NUMBER)

    def _comparison(self, node: exp.Expr) -> Kind:
        if type(node) is exp.In:
            values = node.args.get("expressions") or []
            if not values or not all(_is_literal(value) for value in values):
                return self._problem("uses 'in' without a list of values")
        self._same(node, refuse_null="compares with null; write 'is null' or 'is not null'")
        return Kind.BOOLEAN

    def _null_test(self, node: exp.Expr) -> Kind:
        if type(node) is exp.Is and type(node.expression) is not exp.Null:
            return self._problem("uses 'is' with something other than null")
        self._same(node, refuse_null="")
        return Kind.BOOLEAN

    def _choice(self, node: exp.Expr) -> Kind:
        if not node.expressions:
            return self._problem(f"gives {_name_of(node)} a single value")
        return self._same(node, refuse_null=f"gives {_name_of(node)} a null")

    def _call(self, node: exp.Expr) -> Kind:
        name, given = str(node.this), node.expressions
        if name in CLOCKS:
            kind, longest = CLOCKS[name]
            if len(given) == 1 and _is_whole_number(given[0]) and int(given[0].this) <= longest:
                return kind
            return self._problem(f"needs one whole number up to {longest} in {name}()")
        if name == IN_SEGMENT:
            if len(given) == 1 and _is_bare_name(given[0]):
                self.segments.append(given[0].name)
                return Kind.BOOLEAN
            return self._problem("needs one segment's bare name in in_segment()")
        hint = nearest(name, [*CLOCKS, IN_SEGMENT, "coalesce", "greatest", "least", "abs"])
        return self._problem(f"uses the unknown function '{name}'{hint}")

    def _all(self, node: exp.Expr, needed: Kind) -> Kind:
        for child in _values(node):
            kind = self.kind(child)
            if kind not in (needed, Kind.ANY):
                self._problem(f"has {kind.value} where {needed.value} belongs: '{child.sql()}'")
        return needed

    def _same(self, node: exp.Expr, refuse_null: str) -> Kind:
        kinds = [self.kind(child) for child in _values(node)]
        if Kind.NULL in kinds and refuse_null:
            self._problem(refuse_null)
        known = dict.fromkeys(kind for kind in kinds if kind not in (Kind.NULL, Kind.ANY))
        if len(known) > 1:
            self._problem("compares " + " with ".join(kind.value for kind in known))
        return next(iter(known), Kind.ANY)


def _values(node: exp.Expr) -> Iterator[exp.Expr]:
    for name in VALUES:
        value = node.args.get(name)
        yield from value if isinstance(value, list) else [value] if value is not None else []


def _strange_argument(node: exp.Expr) -> str:
    strange = (name for name, value in node.args.items() if value and name not in ARGUMENTS)
    return next(strange, "")


def _divides_by_more_than_zero(node: exp.Expr) -> bool:
    divisor = node.expression
    return type(divisor) is not exp.Literal or any(digit in "123456789" for digit in divisor.this)


def _is_literal(node: exp.Expr) -> bool:
    inner = node.this if type(node) is exp.Neg else node
    return type(inner) in (exp.Literal, exp.Boolean, exp.Null)


def _is_whole_number(node: exp.Expr) -> bool:
    return type(node) is exp.Literal and not node.args["is_string"] and node.this.isdecimal()


def _is_bare_name(node: exp.Expr) -> bool:
    return (
        type(node) is exp.Column
        and not _strange_argument(node)
        and type(node.this) is exp.Identifier
        and not node.this.args.get("quoted")
    )


def _name_of(node: exp.Expr) -> str:
    names = {exp.Select: "a subquery", exp.Subquery: "a subquery", exp.Exists: "a subquery"}
    return names.get(type(node), f"'{type(node).__name__.lower()}'")
