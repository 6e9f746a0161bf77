"""The options that several commands of `tresse` take."""

import os
from collections.abc import Callable
from typing import Any

import click
import yaml

from orchestration.settings import TARGETS

AS_OF_HELP = "Last day that counts (YYYY-MM-DD); by default yesterday in the shop's time zone."


class Variables(click.ParamType[dict[str, Any]]):
    """A YAML mapping, as dbt's own --vars takes it."""

    name = "yaml"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> dict[str, Any]:
        """Return the mapping, or fail with the parser's reason."""
        if isinstance(value, dict):
            return value
        try:
            parsed = yaml.safe_load(value)
        except yaml.YAMLError as error:
            self.fail(f"not YAML: {' '.join(str(error).split())}", param, ctx)
        if not isinstance(parsed, dict):
            self.fail("a mapping is needed, as '{shop_currency: GBP}'", param, ctx)
        return parsed


def as_of_option(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the --as-of option; it falls back to TRESSE_AS_OF."""
    return click.option(
        "--as-of",
        "as_of",
        type=click.DateTime(["%Y-%m-%d"]),
        envvar="TRESSE_AS_OF",
        help=AS_OF_HELP,
    )(command)


def target_option(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the --target option, for this process and those it starts."""
    return click.option(
        "--target",
        type=click.Choice(TARGETS),
        expose_value=False,
        callback=_use_target,
        help="The engine that builds the models; by default TRESSE_TARGET, else duckdb.",
    )(command)


def _use_target(_context: click.Context, _option: click.Parameter, name: str | None) -> None:
    if name:
        os.environ["TRESSE_TARGET"] = name
