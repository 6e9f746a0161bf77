"""The project's macros as SQL, without a dbt run."""

from pathlib import Path
from typing import Any

from jinja2 import Environment

PROJECT_DIR = Path(__file__).resolve().parents[1]
MACRO_FILES = sorted(
    path
    for path in (PROJECT_DIR / "macros").rglob("*.sql")
    if path.parent.name not in ("tests", "materializations")
)


class _Adapter:
    """Dispatches to one engine's form of a macro."""

    def __init__(self, macros: dict[str, Any], engine: str) -> None:
        self._macros, self._engine = macros, engine

    def dispatch(self, name: str, _package: str = "") -> Any:
        own = self._macros.get(f"{self._engine}__{name}")
        return own or self._macros[f"default__{name}"]


def load_macros(engine: str = "duckdb", **variables: Any) -> dict[str, Any]:
    """The project's macros by name, for an engine, with the variables of the project they read."""
    source = "\n".join(path.read_text("utf-8") for path in MACRO_FILES)
    environment = Environment(autoescape=False, extensions=["jinja2.ext.do"])  # noqa: S701
    macros: dict[str, Any] = {}
    environment.globals.update({"adapter": _Adapter(macros, engine), "return": lambda value: value})
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
