"""What sqlfluff renders in place of dbt's `adapter`: a dispatched macro becomes a function call."""

from collections.abc import Callable


def dispatch(macro_name: str, _package: str = "") -> Callable[..., str]:
    """A stand-in for the engine's own macro: its name around its first argument, which is SQL."""
    return lambda first_argument="", *_others: f"{macro_name}({first_argument})"
