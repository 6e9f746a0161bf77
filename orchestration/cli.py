"""The `tresse` command: arguments in, sentences out; the work is done elsewhere."""

import os
import signal
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click
import duckdb

from orchestration.errors import TresseError
from orchestration.identity.commands import identity
from orchestration.options import Variables, as_of_option, target_option
from orchestration.settings import PROJECT_DIR, Settings, load_settings

INTERRUPTED = 130  # as a shell says of Ctrl-C
# Other errors of DuckDB, as of a conversion, quote a value.
_QUOTES_NO_CELL = (duckdb.OperationalError, duckdb.CatalogException, duckdb.BinderException)


@click.group(context_settings={"max_content_width": 100})
@click.option(
    "--vars",
    "overrides",
    type=Variables(),
    default="{}",
    help="YAML that replaces variables of dbt_project.yml for this run, as dbt's --vars does.",
)
@click.pass_context
def tresse(context: click.Context, overrides: dict[str, Any]) -> None:
    """Customer segmentation for online shops, inside the shop's own warehouse."""
    context.obj = load_settings(overrides)


@tresse.command()
@click.option("--people", default=5000, show_default=True, type=click.IntRange(min=1))
@click.option("--seed", default=1, show_default=True, type=int)
@click.option("--vendors", default="", help="Write it in their shapes: shopify,hubspot,klaviyo.")
@as_of_option
@target_option
@click.pass_obj
def demo(settings: Settings, people: int, seed: int, vendors: str, as_of: datetime | None) -> None:
    """Make a French shop of so many people, run the whole way and show what came out."""
    from orchestration.demo.run import run_demo

    names = [name.strip() for name in vendors.split(",") if name.strip()]
    run_demo(settings, people, seed, _day(settings, as_of), click.echo, names)


@tresse.command()
@as_of_option
@target_option
@click.option("--allow-backfill", is_flag=True, help="Publish a day before the last one published.")
@click.pass_obj
def run(settings: Settings, as_of: datetime | None, allow_backfill: bool) -> None:
    """Land the inbox, guard it, build every model, test them and publish."""
    from orchestration import pipeline
    from orchestration.summary import run_summary

    report = pipeline.run(settings, _day(settings, as_of), click.echo, allow_backfill)
    click.echo(run_summary(settings, report))


@tresse.command()
@click.pass_obj
def land(settings: Settings) -> None:
    """Land the inbox's files as raw tables."""
    from orchestration.landing.landing import land as land_inbox
    from orchestration.lock import run_lock
    from orchestration.summary import landing_summary

    with run_lock(settings, "tresse land"):
        report = land_inbox(settings)
    click.echo(landing_summary(report))


@tresse.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.pass_obj
def inspect(settings: Settings, path: Path) -> None:
    """Say what landing would make of a file or folder, without landing it."""
    from orchestration.landing.inspection import inspect_files
    from orchestration.summary import inspection_summary

    inspections = inspect_files(settings, path)
    click.echo(inspection_summary(inspections))
    if any(inspection.trouble for inspection in inspections):
        sys.exit(1)


@tresse.command()
@as_of_option
@click.pass_obj
def gates(settings: Settings, as_of: datetime | None) -> None:
    """Check the landed tables against the contract; fails when a core table does."""
    from orchestration.gates.gate import check, run_gates
    from orchestration.lock import run_lock
    from orchestration.summary import gates_summary

    with run_lock(settings, "tresse gates"):
        report = run_gates(settings, _day(settings, as_of))
    click.echo(gates_summary(report))
    check(report)


@tresse.command()
@as_of_option
@target_option
@click.option("--allow-backfill", is_flag=True, help="Publish a day before the last one published.")
@click.pass_obj
def publish(settings: Settings, as_of: datetime | None, allow_backfill: bool) -> None:
    """Publish what the last build made, as after `dbt build`; on Spark, what `tresse run` built."""
    from orchestration.engine.bring_back import require_brought_back
    from orchestration.lock import run_lock
    from orchestration.publish.publication import publish as publish_tables
    from orchestration.summary import publication_summary

    with run_lock(settings, "tresse publish"):
        require_brought_back(settings)
        report = publish_tables(settings, _day(settings, as_of), allow_backfill=allow_backfill)
    click.echo(publication_summary(report))


@tresse.group()
def segments() -> None:
    """The segment definitions."""


@segments.command("compile")
@click.option("--check", is_flag=True, help="Write nothing; fail when a compiled file is stale.")
def compile_segments(check: bool) -> None:
    """Compile models/segments/definitions to SQL, documentation and the catalogue."""
    from orchestration.segments.compiler import compile_segments as compile_definitions

    _report_compiled("tresse segments compile", compile_definitions(check), check)


@tresse.group()
def contract() -> None:
    """The source contract."""


@contract.command("compile")
@click.option("--check", is_flag=True, help="Write nothing; fail when a compiled file is stale.")
def compile_contract(check: bool) -> None:
    """Compile the contract to dbt's sources and its own documentation."""
    from orchestration.contract.compile import compile as compile_files

    _report_compiled("tresse contract compile", compile_files(check), check)


tresse.add_command(identity)


def _day(settings: Settings, as_of: datetime | None) -> date:
    from orchestration.landing.as_of import refuse_future

    day = as_of.date() if as_of else settings.last_complete_day()
    refuse_future(settings, day)
    return day


def _report_compiled(command: str, changed: Sequence[Path], check: bool) -> None:
    names = ", ".join(
        str(path.relative_to(PROJECT_DIR)) if path.is_absolute() else str(path) for path in changed
    )
    if check and changed:
        raise TresseError(f"stale: {names}; run `{command}` and commit.")
    click.echo(f"written: {names}" if changed else "fresh")


def _reason(error: duckdb.Error | OSError) -> str:
    """What a broken file or a full disk says of itself, and never the value of a cell."""
    if isinstance(error, OSError):
        return f"{error.filename}: {error.strerror}." if error.filename else f"{error}."
    if isinstance(error, _QUOTES_NO_CELL):
        return str(error).splitlines()[0]
    return f"DuckDB refused a value ({type(error).__name__}); what is published stays."


def main() -> None:
    """Run the command; a user's mistake is one sentence on stderr and a non-zero exit."""
    os.environ.setdefault("DO_NOT_TRACK", "1")
    # So that a run that is told to end takes its children with it, as one stopped by Ctrl-C does.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        tresse.main(prog_name="tresse", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        click.echo("tresse: stopped by you; what is published stays, run again.", err=True)
        sys.exit(INTERRUPTED)
    except TresseError as error:
        click.echo(f"tresse: {error}", err=True)
        sys.exit(error.exit_code)
    except (duckdb.Error, OSError) as error:
        click.echo(f"tresse: {_reason(error)}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
