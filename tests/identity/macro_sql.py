"""The project's macros as SQL for DuckDB, without a dbt run."""

from pathlib import Path
from typing import Any

from jinja2 import Environment

PROJECT_DIR = Path(__file__).resolve().parents[2]


class _Adapter:
    """Dispatches to the DuckDB form of a macro."""

    def __init__(self, macros: dict[str, Any]) -> None:
        self._macros = macros

    def dispatch(self, name: str, _package: str = "") -> Any:
        return self._macros[f"duckdb__{name}"]


def load_macros(*files: str, **variables: str) -> dict[str, Any]:
    """The macros of some files of macros/, by name, with the variables of the project they read."""
    source = "\n".join((PROJECT_DIR / "macros" / file).read_text("utf-8") for file in files)
    environment = Environment(autoescape=False)  # noqa: S701 - it writes SQL, not HTML
    macros: dict[str, Any] = {}
    environment.globals.update({"adapter": _Adapter(macros), "return": lambda value: value})
    environment.globals.update({"var": lambda name, _="": variables[name]})
    environment.globals.update({"env_var": lambda _name, default="": default})
    macros.update(vars(environment.from_string(source).module))
    environment.globals.update(macros)
    return macros


def model_sql(model: str, macros: dict[str, Any], **variables: str) -> str:
    """The SQL of a model that reads other models as tables of their names."""
    [path] = (PROJECT_DIR / "models").rglob(f"{model}.sql")
    template = Environment(autoescape=False).from_string(path.read_text("utf-8"))  # noqa: S701
    return template.render(**macros, ref=str, var=variables.__getitem__)
