"""A real Spark cluster on loopback: a master, two workers and a Thrift server, each a process.

It starts out of the pyspark distribution. By hand, for a command that needs a cluster:
`python -m tests.spark.cluster FOLDER -- COMMAND...`; without one it runs until Ctrl-C.
"""

import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.spark.daemon import HOST, ClusterError, Daemon, free_port, listens, start_daemon

WORKERS = 2
START_SECONDS = 300.0
THRIFT_SERVER = "org.apache.spark.sql.hive.thriftserver.HiveThriftServer2"

# Two cores and 5 GB hold it all: heaps of 256 MB for each daemon, 1 GB for each executor and
# 1.5 GB for the Thrift server, which plans every query and holds what is broadcast.
DAEMON_MEMORY = "256m"
EXECUTOR_MEMORY = "1g"
DRIVER_MEMORY = "1536m"
# JVMs that live for minutes: compiling well takes more processor time than it saves.
JAVA_OPTIONS = "-XX:TieredStopAtLevel=1"

SETTINGS = {
    "spark.driver.host": HOST,
    "spark.driver.bindAddress": HOST,
    "spark.ui.enabled": "false",
    "spark.master.rest.enabled": "false",
    "spark.eventLog.enabled": "false",
    "spark.executor.memory": EXECUTOR_MEMORY,
    "spark.executor.cores": "1",
    "spark.driver.extraJavaOptions": JAVA_OPTIONS,
    "spark.executor.extraJavaOptions": JAVA_OPTIONS,
    # The first query waits for both executors.
    "spark.scheduler.minRegisteredResourcesRatio": "1.0",
    "spark.scheduler.maxRegisteredResourcesWaitingTime": "60s",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.timestampType": "TIMESTAMP_NTZ",
    "spark.sql.shuffle.partitions": "2",
    "spark.hadoop.javax.jdo.option.ConnectionURL": "jdbc:derby:memory:metastore;create=true",
}


@dataclass(frozen=True)
class Cluster:
    """A running cluster: where its Thrift server listens, and its processes."""

    host: str
    port: int
    master: int
    workers: tuple[int, ...]
    thrift_server: int

    def environment(self) -> dict[str, str]:
        """The variables that point tresse at this cluster."""
        return {
            "TRESSE_TARGET": "spark",
            "TRESSE_SPARK_HOST": self.host,
            "TRESSE_SPARK_PORT": str(self.port),
        }

    def kill_worker(self, number: int = 0) -> None:
        """Kill a worker and its executor at once, as a machine that loses its power."""
        os.killpg(self.workers[number], signal.SIGKILL)


@contextmanager
def running_cluster(folder: Path, start_seconds: float = START_SECONDS) -> Iterator[Cluster]:
    """A cluster that answers queries; its logs, work and tables lie in the folder `cluster`."""
    folder = folder.resolve() / "cluster"
    # The catalogue was in memory: the tables of the last cluster are nobody's.
    shutil.rmtree(folder, ignore_errors=True)
    deadline = time.monotonic() + start_seconds
    environment = prepare(folder)
    with ExitStack() as daemons:

        def start(name: str, memory: str, *arguments: str) -> Daemon:
            # Spark takes this variable before its settings, for a Thrift server too.
            variables = {**environment, "SPARK_DAEMON_MEMORY": memory}
            daemon = start_daemon(folder, variables, name, arguments)
            daemons.callback(daemon.stop)
            return daemon

        master_port = free_port()
        master = start(
            "master",
            DAEMON_MEMORY,
            *("org.apache.spark.deploy.master.Master", "--host", HOST),
            *("--port", str(master_port), "--webui-port", "0"),
        )
        master.wait_for(lambda: listens(master_port), deadline)
        url = f"spark://{HOST}:{master_port}"
        workers = [
            start(
                f"worker {number}",
                DAEMON_MEMORY,
                *("org.apache.spark.deploy.worker.Worker", "--host", HOST, "--webui-port", "0"),
                *("--cores", "1", "--memory", EXECUTOR_MEMORY),
                *("--work-dir", str(folder / "work"), url),
            )
            for number in range(WORKERS)
        ]
        port = free_port()
        thrift_server = start(
            "Thrift server",
            DRIVER_MEMORY,
            *("org.apache.spark.deploy.SparkSubmit", "--master", url),
            *("--class", THRIFT_SERVER, "spark-internal"),
            *("--hiveconf", f"hive.server2.thrift.port={port}"),
            *("--hiveconf", f"hive.server2.thrift.bind.host={HOST}"),
        )
        for worker in workers:
            worker.wait_for(worker.has_logged("Successfully registered with master"), deadline)
        thrift_server.wait_for(lambda: listens(port), deadline)
        thrift_server.wait_for(lambda: answers(port), deadline)
        yield Cluster(
            HOST,
            port,
            master.process.pid,
            tuple(worker.process.pid for worker in workers),
            thrift_server.process.pid,
        )


def prepare(folder: Path) -> dict[str, str]:
    """Write Spark's settings into the folder; return the environment of its processes."""
    configuration = folder / "conf"
    for directory in (configuration, folder / "logs", folder / "local"):
        directory.mkdir(parents=True, exist_ok=True)
    settings = {**SETTINGS, "spark.sql.warehouse.dir": (folder / "warehouse").as_uri()}
    (configuration / "spark-defaults.conf").write_text(
        "".join(f"{name} {value}\n" for name, value in settings.items())
    )
    return {
        **os.environ,
        "SPARK_HOME": str(pyspark_folder()),
        "SPARK_CONF_DIR": str(configuration),
        "SPARK_LOCAL_IP": HOST,
        "SPARK_LOCAL_DIRS": str(folder / "local"),
        "SPARK_DAEMON_JAVA_OPTS": JAVA_OPTIONS,
    }


def pyspark_folder() -> Path:
    """Where pyspark is installed: it holds a whole Spark distribution."""
    spec = importlib.util.find_spec("pyspark")
    if spec is None or spec.origin is None:
        raise ClusterError("pyspark is not installed: run `make setup-spark`.")
    return Path(spec.origin).parent


def answers(port: int) -> bool:
    """Whether the Thrift server runs a query on the executors."""
    # `make setup-spark` installs it; the tests that need no Spark run without.
    from pyhive import hive

    with (
        closing(hive.connect(host=HOST, port=port, username="tresse")) as connection,
        closing(connection.cursor()) as cursor,
    ):
        cursor.execute("select sum(id) from range(0, 100, 1, 4)")
        return bool(cursor.fetchall() == [(4950,)])


def main(arguments: Sequence[str]) -> int:
    """Run a command beside a cluster; return its exit code."""
    match arguments:
        case [folder] | [folder, "--"]:
            command = [sys.executable, "-c", "import signal; signal.pause()"]
        case [folder, "--", *command]:
            pass
        case _:
            print("usage: python -m tests.spark.cluster FOLDER [-- COMMAND...]", file=sys.stderr)
            return 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        with running_cluster(Path(folder)) as cluster:
            print(cluster)
            print(*(f"{name}={value}" for name, value in cluster.environment().items()), flush=True)
            return subprocess.run(
                command, env={**os.environ, **cluster.environment()}, check=False
            ).returncode
    except ClusterError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
