"""Runs dbt as a subprocess, so that no connection of ours ever meets one of its own."""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from orchestration.engine.failures import spark_failure
from orchestration.errors import TresseError
from orchestration.lock import child_lock, write_holder
from orchestration.settings import PROJECT_DIR, Settings
from orchestration.warehouse import warehouse_busy

# "12 of 40 OK created sql table model ...": the only lines that can hold no value of a row.
_PROGRESS = re.compile(r"^\d\d:\d\d:\d\d\s+(\d+ of \d+ [A-Z]+ .*?)\s*\.*$")
_TIME = re.compile(r"^\d\d:\d\d:\d\d\s*")
_FAILED = ("error", "fail", "runtime error")
_NAMED = 5
# Enough to reach above the stack traces of Spark.
_KEPT = 400
_READ = 60


@dataclass(frozen=True)
class NodeResult:
    """How one node of a dbt run ended: success, pass, fail, error, skipped, ..."""

    unique_id: str
    status: str

    @property
    def name(self) -> str:
        """The node's name without its type, project and hash."""
        kind, _, *names = self.unique_id.split(".")
        return ".".join(names) if kind == "unit_test" else names[0]

    @property
    def has_failed(self) -> bool:
        """It failed by itself, rather than being skipped because of another."""
        return self.status in _FAILED


def target_dir(settings: Settings) -> Path:
    """Where dbt writes its manifest and results for this data folder and engine."""
    return settings.data_dir / "dbt" / (settings.target if settings.is_spark else "target")


def built_dir(settings: Settings) -> Path:
    """Where the build in the warehouse file left its manifest: ours, else a plain `dbt build`.

    A plain build on Spark leaves nothing in that file.
    """
    ours = settings.data_dir / "dbt" / "target"
    is_ours = settings.is_spark or (ours / "manifest.json").exists()
    return ours if is_ours else PROJECT_DIR / "target"


def read_results(target: Path) -> tuple[NodeResult, ...] | None:
    """The node results in a target folder; None when the run was cut before its end."""
    path = target / "run_results.json"
    if not path.exists():
        return None
    try:
        results = json.loads(path.read_text(encoding="utf-8"))["results"]
    except ValueError:
        return None
    return tuple(NodeResult(result["unique_id"], result["status"]) for result in results)


def fresh_manifest(settings: Settings) -> Path:
    """The manifest of the working tree, parsed anew when a file of the project is newer."""
    manifest = settings.data_dir / "dbt" / "parsed" / "manifest.json"
    if not manifest.exists() or manifest.stat().st_mtime < _last_change():
        manifest.parent.mkdir(parents=True, exist_ok=True)
        # Two processes (Dagster starts several) may want it at once: each reads a whole one.
        with tempfile.TemporaryDirectory(dir=manifest.parent, prefix=".parse-") as folder:
            done = subprocess.run(
                _command(settings, ["parse"], Path(folder)),
                cwd=PROJECT_DIR,
                env=environment(settings, settings.last_complete_day()),
                capture_output=True,
                text=True,
                check=False,
            )
            if done.returncode != 0:
                reason = _reason(done.stdout.splitlines())
                raise TresseError(f"dbt cannot parse the project: {reason}.")
            (Path(folder) / manifest.name).replace(manifest)
    return manifest


def _last_change() -> float:
    folders = (PROJECT_DIR / name for name in ("models", "macros", "seeds", "tests/invariants"))
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return max(path.stat().st_mtime for path in [*files, PROJECT_DIR / "dbt_project.yml"])


def run_dbt(
    settings: Settings,
    arguments: Sequence[str],
    as_of: date,
    progress: Callable[[str], None] = lambda _: None,
    target: Path | None = None,
) -> tuple[NodeResult, ...]:
    """Run `dbt <arguments>` for a day and return how each node ended, or raise one sentence."""
    target = target or target_dir(settings)
    with child_lock(settings, f"dbt {arguments[0]}") as lock:
        (target / "run_results.json").unlink(missing_ok=True)
        with _started(
            _command(settings, arguments, target), environment(settings, as_of), lock
        ) as child:
            write_holder(lock, f"dbt {arguments[0]}", child.pid)
            tail = _followed(child, progress)
    results = read_results(target) or ()
    if child.returncode != 0:
        raise _failure(settings, arguments[0], results, tail)
    return results


def _started(command: Sequence[str], variables: dict[str, str], lock: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command,
        cwd=PROJECT_DIR,
        env=variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        pass_fds=(lock,),
    )


def _followed(child: subprocess.Popen[str], progress: Callable[[str], None]) -> tuple[str, ...]:
    """The last lines of a child's output, once it has ended; when we are stopped, so is it."""
    output = child.stdout or ()
    try:
        return _follow(output, progress)
    except BaseException:
        child.terminate()
        # Spark's own process ends soon after dbt's; until then it holds our pipe open.
        deque(output, maxlen=0)
        raise


def _command(settings: Settings, arguments: Sequence[str], target: Path) -> list[str]:
    # Run as a module, dbt meets itself half imported and Python warns of it.
    python = [sys.executable, "-W", "ignore::RuntimeWarning:runpy", "-m", "dbt.cli.main"]
    logs = settings.data_dir / "dbt" / "logs"
    paths = ["--target-path", str(target), "--log-path", str(logs)]
    variables = ["--vars", json.dumps(settings.overrides)] if settings.overrides else []
    return [*python, "--no-use-colors", *arguments, "--profiles-dir", ".", *paths, *variables]


def environment(settings: Settings, as_of: date) -> dict[str, str]:
    """The environment of a dbt child: ours, and what profiles.yml and the models ask of it."""
    return {
        # Spark in dbt's process stays on this machine, whatever the machine's name resolves to.
        "SPARK_LOCAL_IP": "127.0.0.1",
        **os.environ,
        "TRESSE_TARGET": settings.target,
        "TRESSE_DATA": str(settings.data_dir),
        "TRESSE_AS_OF": as_of.isoformat(),
        "DO_NOT_TRACK": "1",
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        "PYTHONUNBUFFERED": "1",
    }


def _follow(lines: Iterable[str], progress: Callable[[str], None]) -> tuple[str, ...]:
    """Pass the progress lines on and return the last lines of the output."""
    tail: deque[str] = deque(maxlen=_KEPT)
    for line in lines:
        tail.append(_TIME.sub("", line.rstrip()))
        if match := _PROGRESS.match(line.rstrip()):
            progress(match[1])
    return tuple(line for line in tail if line)


def _failure(
    settings: Settings, command: str, results: Sequence[NodeResult], tail: Sequence[str]
) -> TresseError:
    output = "\n".join(tail)
    log = settings.data_dir / "dbt" / "logs" / "dbt.log"
    if busy := warehouse_busy(output, settings.warehouse):
        return busy
    if told := spark_failure(settings, output, log):
        return told
    if "No space left on device" in output:
        return TresseError(
            f"The disk of {settings.data_dir} is full: dbt {command} stopped, and what is "
            f"published stays; free some space and run again (log: {log})."
        )
    failed = [result.name for result in results if result.has_failed]
    if failed:
        return TresseError(f"dbt {command} failed at {_names(failed)}: see {log}.")
    return TresseError(f"dbt {command} failed: {_reason(tail[-_READ:])} (log: {log}).")


def _names(failed: Sequence[str]) -> str:
    named = ", ".join(failed[:_NAMED])
    rest = len(failed) - _NAMED
    return f"{named} and {rest} more" if rest > 0 else named


def _reason(tail: Sequence[str]) -> str:
    """What dbt says after "Encountered an error:", or its last line."""
    marks = [index for index, line in enumerate(tail) if "error" in line.lower()]
    start = marks[0] if marks else len(tail) - 1
    return " ".join(" ".join(tail[start : start + 4]).split()) or "it said nothing"
