"""How well and how fast the people of a large demo are recognised.

    python -m tests.benchmarks.identity_quality --people 25000 --seed 11

25,000 people leave about 100,000 records, 253,000 about a million. Only what says who people are is
generated; it lands and is built as by `tresse run`, without gates and tests. Seeds 1 to 5 are those
that the weights were fitted on.
"""

import argparse
import json
import resource
import tempfile
import time
from datetime import date
from pathlib import Path

from orchestration.dbt import run_dbt, target_dir
from orchestration.demo.generate import generate
from orchestration.identity.evaluate import evaluate
from orchestration.identity.report import identity_summary
from orchestration.landing.landing import land
from orchestration.settings import Settings, load_settings

AS_OF = date(2026, 10, 31)


def main() -> None:
    """Generate, land, build and judge; print the quality, the time of each layer and the memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=25_000)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--data", type=Path, help="a folder to keep what was built")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(arguments.data or Path(folder), load_settings().variables, {})
        generate(
            arguments.people,
            arguments.seed,
            AS_OF,
            settings.inbox,
            settings.data_dir / "demo_truth",
            has_behaviour=False,
        )
        land(settings)
        begun = time.perf_counter()
        run_dbt(settings, ["build", *selection("+identity_reviews")], AS_OF)
        wall = time.perf_counter() - begun
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        print(identity_summary(evaluate(settings)))
        print(
            f"staging and identity: {wall:.0f} s, {used.ru_utime + used.ru_stime:.0f} s of CPU, "
            f"peak {used.ru_maxrss / 1e6:.1f} GB; {identity_seconds(settings)}"
        )


def selection(*names: str) -> list[str]:
    """The models of that selection with their seeds, without tests."""
    kinds = ("unit_test", "test")
    skipped = [word for kind in kinds for word in ("--exclude-resource-type", kind)]
    return ["--select", *names, "path:seeds", *skipped]


def identity_seconds(settings: Settings) -> str:
    """What the models of the identity layer took, one by one, the slowest named."""
    results = json.loads((target_dir(settings) / "run_results.json").read_text())["results"]
    seconds = {
        name: result["execution_time"]
        for result in results
        if "identity" in (name := result["unique_id"].split(".")[-1])
        and result["unique_id"].startswith("model.")
    }
    slowest = sorted(seconds, key=seconds.__getitem__, reverse=True)[:6]
    named = ", ".join(f"{name} {seconds[name]:.1f}" for name in slowest)
    return f"models of identity {sum(seconds.values()):.0f} s: {named}"


if __name__ == "__main__":
    main()
