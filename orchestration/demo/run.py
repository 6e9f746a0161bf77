"""The demo as a user meets it: a shop is made, goes the whole way, and its segments are shown."""

import shutil
from collections.abc import Sequence
from datetime import date

from orchestration import pipeline
from orchestration.demo.drop import MARKER
from orchestration.demo.generate import generate
from orchestration.demo.vendors import adapters_named, with_vendors
from orchestration.engine.readiness import require_engine
from orchestration.errors import TresseError
from orchestration.lock import run_lock
from orchestration.settings import Settings
from orchestration.summary import run_summary, segment_table

FIRST_YEAR = 2000


def run_demo(
    settings: Settings,
    people: int,
    seed: int,
    as_of: date,
    announce: pipeline.Announce,
    vendors: Sequence[str] = (),
) -> None:
    """Generate the shop's files afresh, run every step and print what came out and where."""
    if as_of.year < FIRST_YEAR:
        raise TresseError(f"The demo's shop opens in {FIRST_YEAR}: ask for a later day.")
    adapters = adapters_named(vendors)
    settings = with_vendors(settings, adapters)
    require_engine(settings)
    with run_lock(settings, "tresse demo"):
        require_own_data(settings)
        announce(f"demo: {people:,} people, two years up to {as_of}, seed {seed}")
        truth = settings.data_dir / "demo_truth"
        demo = generate(people, seed, as_of, settings.inbox, truth, adapters)
        forget_last_demo(settings)
    announce(f"wrote {sum(demo.rows.values()):,} rows of {len(demo.rows)} tables to {demo.inbox}")
    report = pipeline.run(settings, as_of, announce)
    announce(run_summary(settings, report))
    announce(segment_table(settings))
    announce(where_to_look(settings))


def require_own_data(settings: Settings) -> None:
    """Raise when the data folder holds a warehouse that no demo made."""
    if settings.warehouse.exists() and not (settings.inbox / MARKER).exists():
        raise TresseError(
            f"{settings.data_dir} holds a warehouse that no demo made: run the demo with another "
            "data folder, as TRESSE_DATA=demo_data tresse demo."
        )


def forget_last_demo(settings: Settings) -> None:
    """Remove what the last demo built, so that its people do not haunt this one."""
    settings.warehouse.unlink(missing_ok=True)
    spark = settings.data_dir / "spark"
    for folder in (settings.serving.parent, settings.exports, settings.lake, spark):
        shutil.rmtree(folder, ignore_errors=True)


def where_to_look(settings: Settings) -> str:
    """Return the next steps for a newcomer."""
    return (
        f"Next: query {settings.serving} (schema activation), look at "
        f"{settings.data_dir / 'reports' / 'gates.html'}, at the audiences in {settings.exports}, "
        "or open Dagster with `make ui`."
    )
