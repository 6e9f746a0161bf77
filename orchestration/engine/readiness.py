"""Whether the engine can build at all, asked before a run spends its first second on landing."""

import os
import re
import socket
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, TemplateError

from orchestration.engine.failures import no_java, no_server, not_installed
from orchestration.settings import PROJECT_DIR, Settings

OLDEST_JAVA = 17
_PACKAGES = {
    "spark": ("dbt.adapters.spark", "pyhive", "thrift_sasl"),
    "spark_session": ("dbt.adapters.spark", "pyspark"),
}
_JAVA_VERSION = re.compile(r'version "(?:1\.)?(\d+)')
_PATIENCE = 5.0


def require_engine(settings: Settings) -> None:
    """Raise one sentence when the target's packages, Java or server are not to be had."""
    if not settings.is_spark:
        return
    if not all(_is_installed(package) for package in _PACKAGES[settings.target]):
        raise not_installed(settings)
    if settings.target == "spark_session":
        _require_java()
    elif address := thrift_address(settings):
        _require_server(*address)


def thrift_address(settings: Settings) -> tuple[str, int] | None:
    """The host and port that profiles.yml names; None when it connects in another way."""
    try:
        profiles = yaml.safe_load((PROJECT_DIR / "profiles.yml").read_text(encoding="utf-8"))
        output = profiles["tresse"]["outputs"][settings.target]
        if output["method"] != "thrift":
            return None
        return _rendered(output["host"]), int(_rendered(output["port"]))
    except (KeyError, TypeError, ValueError, yaml.YAMLError, TemplateError):
        return None  # dbt says better than we what is wrong with a profile


def _rendered(value: Any) -> str:
    """The value as dbt reads it: with the environment's variables put in."""
    environment = Environment(autoescape=False)  # noqa: S701 - an address, not a page
    environment.globals["env_var"] = lambda name, default="": os.environ.get(name, default)
    environment.filters["as_number"] = str
    return environment.from_string(str(value)).render()


def _is_installed(package: str) -> bool:
    try:
        return find_spec(package) is not None
    except ModuleNotFoundError:
        return False


def _require_java() -> None:
    """Ask the Java that pyspark would start for its version."""
    home = os.environ.get("JAVA_HOME")
    java = str(Path(home) / "bin" / "java") if home else "java"
    try:
        asked = subprocess.run([java, "-version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        raise no_java(f"`{java} -version` does not answer") from None
    version = _JAVA_VERSION.search(asked.stderr + asked.stdout)
    if version and int(version[1]) < OLDEST_JAVA:
        raise no_java(f"`{java}` is Java {version[1]}")


def _require_server(host: str, port: int) -> None:
    try:
        socket.create_connection((host, port), timeout=_PATIENCE).close()
    except OSError:
        raise no_server(host, port) from None
