"""What sqlfluff renders in place of dbt's cross-database macros: a function call."""

from collections.abc import Callable


def __getattr__(macro_name: str) -> Callable[..., str]:
    return lambda *arguments: f"dbt_{macro_name}({', '.join(map(str, arguments))})"
