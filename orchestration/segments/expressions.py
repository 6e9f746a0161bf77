"""A checked condition written out again from its tree: never a piece of the author's text."""

from collections.abc import Sequence

from sqlglot import exp

from orchestration.segments.rules import IN_SEGMENT, Condition

LOGIC: dict[type[exp.Expr], str] = {exp.And: "and", exp.Or: "or"}
ARITHMETIC: dict[type[exp.Expr], str] = {exp.Add: "+", exp.Sub: "-", exp.Mul: "*", exp.Div: "/"}
OPERATORS: dict[type[exp.Expr], str] = {
    **LOGIC,
    **ARITHMETIC,
    exp.EQ: "=",
    exp.NEQ: "!=",
    exp.LT: "<",
    exp.LTE: "<=",
    exp.GT: ">",
    exp.GTE: ">=",
    exp.NullSafeEQ: "is not distinct from",
    exp.NullSafeNEQ: "is distinct from",
    exp.Is: "is",
}
FUNCTIONS: dict[type[exp.Expr], str] = {
    exp.Abs: "abs",
    exp.Coalesce: "coalesce",
    exp.Greatest: "greatest",
    exp.Least: "least",
}
# What stands beside these cannot tear them apart.
CLOSED = (exp.Column, exp.Literal, exp.Boolean, exp.Null, exp.Paren, exp.Anonymous, *FUNCTIONS)
INDENT = " " * 4
LONGEST_LINE = 76


def rule_text(conditions: Sequence[Condition]) -> str:
    """Return the conditions joined by `and`, in the rule language itself."""
    return " and ".join(_joined(tree, len(conditions), as_sql=False) for tree in _trees(conditions))


def sql_lines(conditions: Sequence[Condition]) -> list[str]:
    """Return the conditions joined by `and`, as lines of a dbt model."""
    parts = [part for tree in _trees(conditions) for part in _chain(tree, exp.And)]
    lines: list[str] = []
    for part in parts:
        first, *rest = _wrapped(part, len(parts))
        lines += [f"and {first}" if lines else first, *rest]
    return lines


def longest_line(condition: Condition) -> int:
    """Return the length of the longest line that the condition compiles to."""
    return max(len(line) for line in sql_lines([condition, condition]))


def _trees(conditions: Sequence[Condition]) -> list[exp.Expr]:
    return [condition.tree for condition in conditions]


def _chain(tree: exp.Expr, connective: type) -> list[exp.Expr]:
    if type(tree) is connective:
        return [*_chain(tree.this, connective), *_chain(tree.expression, connective)]
    return [tree]


def _joined(tree: exp.Expr, count: int, as_sql: bool) -> str:
    text = _text(tree, as_sql)
    return f"({text})" if count > 1 and type(tree) is exp.Or else text


def _wrapped(tree: exp.Expr, count: int) -> list[str]:
    line = _joined(tree, count, as_sql=True)
    if len(line) <= LONGEST_LINE:
        return [line]
    inner = tree.this if type(tree) is exp.Paren else tree
    if type(inner) is exp.Or:
        first, *others = (_operand(part, inner, as_sql=True) for part in _chain(inner, exp.Or))
        return ["(", INDENT + first, *(f"{INDENT}or {other}" for other in others), ")"]
    listed = tree.this if type(tree) is exp.Not else tree
    if type(listed) is exp.In:
        negation = "not " if type(tree) is exp.Not else ""
        *items, last = (_text(value, as_sql=True) for value in listed.expressions)
        head = f"{_closed(listed.this, as_sql=True)} {negation}in ("
        return [head, *(f"{INDENT}{item}," for item in items), INDENT + last, ")"]
    return [line]


def _text(node: exp.Expr, as_sql: bool) -> str:
    node_type = type(node)
    if node_type is exp.Paren:
        return f"({_text(node.this, as_sql)})"
    if node_type is exp.Not:
        return _negation(node.this, as_sql)
    if node_type is exp.Neg:
        return "-" + _closed(node.this, as_sql)
    if node_type is exp.Anonymous:
        return _call(node, as_sql)
    if node_type in FUNCTIONS:
        values = ", ".join(_text(value, as_sql) for value in [node.this, *node.expressions])
        return f"{FUNCTIONS[node_type]}({values})"
    if node_type in (exp.Between, exp.In):
        return _range(node, "", as_sql)
    if node_type in OPERATORS:
        return _binary(node, OPERATORS[node_type], as_sql)
    return _atom(node)


def _atom(node: exp.Expr) -> str:
    if type(node) is exp.Literal and node.args["is_string"]:
        return "'" + str(node.this).replace("'", "''") + "'"
    if type(node) is exp.Boolean:
        return "true" if node.this else "false"
    return "null" if type(node) is exp.Null else str(node.name)


def _negation(inner: exp.Expr, as_sql: bool) -> str:
    if type(inner) in (exp.Between, exp.In):
        return _range(inner, "not ", as_sql)
    if type(inner) is exp.Is:
        return _binary(inner, "is not", as_sql)
    return "not " + _closed(inner, as_sql)


def _range(node: exp.Expr, negation: str, as_sql: bool) -> str:
    subject = _closed(node.this, as_sql)
    if type(node) is exp.In:
        values = ", ".join(_text(value, as_sql) for value in node.expressions)
        return f"{subject} {negation}in ({values})"
    low, high = (_operand(node.args[end], node, as_sql) for end in ("low", "high"))
    return f"{subject} {negation}between {low} and {high}"


def _binary(node: exp.Expr, operator: str, as_sql: bool) -> str:
    left, right = (_operand(side, node, as_sql) for side in (node.this, node.expression))
    if type(node) is exp.Div and as_sql and type(node.expression) is not exp.Literal:
        # Division by zero is unknown on every engine, rather than an error on some.
        right = f"nullif({_text(node.expression, as_sql)}, 0)"
    return f"{left} {operator} {right}"


def _operand(child: exp.Expr, parent: exp.Expr, as_sql: bool) -> str:
    """Return the child, in brackets where engines could read the line in another way."""
    child_type, parent_type = type(child), type(parent)
    chained = child_type is parent_type and parent_type in LOGIC
    compared = parent_type in LOGIC and child_type not in LOGIC
    counted = child_type in (*ARITHMETIC, exp.Neg)
    if chained or compared or counted:
        return _text(child, as_sql)
    return _closed(child, as_sql)


def _closed(node: exp.Expr, as_sql: bool) -> str:
    text = _text(node, as_sql)
    return text if type(node) in CLOSED else f"({text})"


def _call(node: exp.Expr, as_sql: bool) -> str:
    argument: str = node.expressions[0].name
    if node.this == IN_SEGMENT:
        return argument if as_sql else f"{IN_SEGMENT}({argument})"
    # Written as 030, it would be no number to Jinja.
    argument = str(int(argument))
    return f"{{{{ {node.this}({argument}) }}}}" if as_sql else f"{node.this}({argument})"
