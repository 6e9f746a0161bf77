"""The whole way, in order: land, gates, build, publish. The CLI and Dagster call the same steps."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from time import perf_counter

from orchestration.dbt import run_dbt
from orchestration.engine.bring_back import bring_back
from orchestration.engine.hand_over import hand_over
from orchestration.engine.readiness import require_engine
from orchestration.gates.gate import check, run_gates
from orchestration.gates.report import GateReport
from orchestration.landing.as_of import refuse_before_data
from orchestration.landing.landing import land
from orchestration.landing.report import LandingReport
from orchestration.lock import run_lock
from orchestration.publish.publication import PublicationReport, publish
from orchestration.settings import Settings

Announce = Callable[[str], None]


@dataclass(frozen=True)
class RunReport:
    """What one run did; seconds by step."""

    landing: LandingReport
    gates: GateReport
    publication: PublicationReport
    seconds: dict[str, float]


def run(
    settings: Settings, as_of: date, announce: Announce, allow_backfill: bool = False
) -> RunReport:
    """Land, guard, build and publish one day; stops at the first step that fails."""
    seconds: dict[str, float] = {}
    require_engine(settings)
    with run_lock(settings, "tresse run"):
        with _Timed(seconds, "land", announce):
            landing = land(settings)
            refuse_before_data(settings, as_of)
        with _Timed(seconds, "gates", announce):
            gates = run_gates(settings, as_of)
            check(gates)
        with _Timed(seconds, "build", announce):
            build(settings, as_of, announce)
        with _Timed(seconds, "publish", announce):
            publication = publish(settings, as_of, allow_backfill=allow_backfill)
    return RunReport(landing, gates, publication, seconds)


def build(settings: Settings, as_of: date, announce: Announce) -> None:
    """Build and test every model; unit tests are for developers and stay out of a run."""
    arguments = ["build", "--exclude-resource-type", "unit_test"]
    hand_over(settings)
    run_dbt(settings, arguments, as_of, lambda line: _tell(line, announce))
    bring_back(settings, as_of)


def _tell(line: str, announce: Announce) -> None:
    """Pass on what went wrong, and of what went well every fiftieth line."""
    number, _, total, word, *_ = line.split()
    if word not in ("START", "OK", "PASS"):
        announce(f"  {line}")
    elif word != "START" and int(number) % 50 == 0:
        announce(f"  {number} of {total} models and tests")


class _Timed:
    """Announces a step and notes its wall time."""

    def __init__(self, seconds: dict[str, float], step: str, announce: Announce) -> None:
        self.seconds, self.step, self.announce = seconds, step, announce

    def __enter__(self) -> None:
        self.announce(f"{self.step} ...")
        self.start = perf_counter()

    def __exit__(self, *error: object) -> None:
        self.seconds[self.step] = perf_counter() - self.start
