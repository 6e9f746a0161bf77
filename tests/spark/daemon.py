"""A process of a Spark cluster on loopback: started, awaited and ended with all it started."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

HOST = "127.0.0.1"
STOP_SECONDS = 10.0


class ClusterError(Exception):
    """The cluster did not start; the message says which process and shows the end of its log."""


@dataclass(frozen=True)
class Daemon:
    """A process of the cluster, the leader of its own process group, and its log."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path

    def wait_for(self, happened: Callable[[], bool], deadline: float) -> None:
        """Return when it happened; raise when the process ends or the deadline passes first."""
        while not happened():
            if self.process.poll() is not None:
                raise ClusterError(f"The {self.name} ended while starting:\n{tail(self.log)}")
            if time.monotonic() > deadline:
                raise ClusterError(f"The {self.name} did not get ready in time:\n{tail(self.log)}")
            time.sleep(0.2)

    def has_logged(self, phrase: str) -> Callable[[], bool]:
        """A question to wait for: whether its log holds the phrase."""
        return lambda: phrase in self.log.read_text(errors="replace")

    def stop(self) -> None:
        """End the process and whatever it started."""
        signal_group(self.process.pid, signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(STOP_SECONDS)
        signal_group(self.process.pid, signal.SIGKILL)
        self.process.wait()


def start_daemon(
    folder: Path, environment: Mapping[str, str], name: str, arguments: Sequence[str]
) -> Daemon:
    """Start a class of Spark as the leader of a process group of its own."""
    log = folder / "logs" / f"{name.replace(' ', '_').lower()}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [f"{environment['SPARK_HOME']}/bin/spark-class", *arguments],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    return Daemon(name, process, log)


def listens(port: int) -> bool:
    """Whether somebody listens on a port of loopback."""
    try:
        socket.create_connection((HOST, port), timeout=1).close()
    except OSError:
        return False
    return True


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.create_server((HOST, 0)) as server:
        return int(server.getsockname()[1])


def signal_group(group: int, number: signal.Signals) -> None:
    """Signal a process group, if it is still there."""
    with suppress(ProcessLookupError):
        os.killpg(group, number)


def tail(log: Path, lines: int = 20) -> str:
    """The last lines of a log."""
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])
