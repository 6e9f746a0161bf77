"""Renders dbt's macros without dbt, so that a gate reads a cell exactly as staging does."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined
from jinja2.environment import TemplateModule

from orchestration.settings import PROJECT_DIR, Settings

MACROS = PROJECT_DIR / "macros"
# Tags of dbt's own, which are no macros.
NO_MACROS = ("tests", "materializations")


class Macros:
    """The scalar macros of `macros/`, for DuckDB: `macros.render("parse_date", "birth_date")`."""

    def __init__(self, settings: Settings, folder: Path = MACROS) -> None:
        self._variables = settings.variables
        self._environment = Environment(  # noqa: S701 - it writes SQL, not HTML
            extensions=["jinja2.ext.do"], undefined=StrictUndefined
        )
        # One template of all files, because macros call each other across files.
        self._module = self._environment.from_string(_source(folder)).make_module(
            {
                "var": self._var,
                "adapter": self,
                # return() hands a value back; our macros end with it, so that printing it does.
                "return": lambda value: value,
            }
        )

    def render(self, name: str, *arguments: Any) -> str:
        """The SQL that the macro gives for these arguments."""
        return str(_macro(self._module, name)(*arguments)).strip()

    def has(self, name: str) -> bool:
        """Does the project have a macro of this name?"""
        return hasattr(self._module, name)

    def dispatch(self, name: str, _package: str = "") -> Callable[..., str]:
        """DuckDB's implementation of a macro, or the default one, as dbt's adapter.dispatch."""
        for prefix in ("duckdb", "default"):
            if self.has(f"{prefix}__{name}"):
                return _macro(self._module, f"{prefix}__{name}")
        raise LookupError(f"macros/: no duckdb__{name} and no default__{name}")

    def _var(self, name: str, default: Any = None) -> Any:
        return self._variables.get(name, default)


def _source(folder: Path) -> str:
    files = sorted(path for path in folder.rglob("*.sql") if path.parent.name not in NO_MACROS)
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def _macro(module: TemplateModule, name: str) -> Callable[..., str]:
    macro: Callable[..., str] = getattr(module, name)
    return macro
