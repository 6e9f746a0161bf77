"""What every piece of SQL that Python writes needs."""


def literal(value: object) -> str:
    """The SQL string literal of a value's text."""
    return "'" + str(value).replace("'", "''") + "'"
