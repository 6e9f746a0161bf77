"""Writes what is generated from the contract and from the adapters to it."""

from pathlib import Path

from orchestration.adapters.document import README_FILE as ADAPTERS_FILE
from orchestration.adapters.document import adapters_readme
from orchestration.contract.contract import load_contract
from orchestration.contract.generate import (
    GENERATED,
    README_FILE,
    SOURCES_FILE,
    readme,
    sources_yaml,
    stored_columns,
)
from orchestration.contract.quarantine import ROWS_MODEL, quarantine_files
from orchestration.settings import PROJECT_DIR


def compile(check: bool) -> tuple[Path, ...]:
    """The generated files that were out of date; without `check` they are written."""
    contract = load_contract()
    wanted = {
        SOURCES_FILE: sources_yaml(contract),
        README_FILE: readme(contract),
        ADAPTERS_FILE: adapters_readme(contract, GENERATED),
    }
    stored = {table.name: stored_columns(contract, table) for table in contract.tables}
    rows_model = (PROJECT_DIR / ROWS_MODEL).read_text(encoding="utf-8")
    wanted |= quarantine_files(contract, stored, GENERATED, rows_model)
    stale = tuple(path for path, text in wanted.items() if _text(PROJECT_DIR / path) != text)
    if not check:
        for path in stale:
            (PROJECT_DIR / path).parent.mkdir(parents=True, exist_ok=True)
            (PROJECT_DIR / path).write_text(wanted[path], encoding="utf-8")
    return stale


def _text(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None
