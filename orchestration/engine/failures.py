"""The sentences for a Spark that is not there, is busy, or dies under a build."""

import re

from orchestration.errors import BusyError, TresseError
from orchestration.settings import Settings

_NO_SERVER = re.compile(r"Could not connect to any of \[\('(?P<host>[^']+)', (?P<port>\d+)")
_NO_SCHEMA = re.compile(r"\[SCHEMA_NOT_FOUND\] The schema (?P<schema>\S+) cannot be found")
# As macros/engine/copy_loaded_tables.sql says it.
_OUR_SCHEMA = re.compile(r"raw_schema names \S+, which tresse fills itself: name the loader's\.")
_REFUSED_USER = re.compile(r"Error validating the login|Unsupported mechanism|GSS initiate failed")
_LOST = re.compile(
    r"TSocket read 0 bytes|TTransportException|Broken pipe|Connection reset by peer|"
    r"Answer from Java side is empty|Py4JNetworkError|Invalid SessionHandle"
)
_OUT_OF_MEMORY = re.compile(r"OutOfMemoryError|Java heap space|GC overhead limit exceeded")


def spark_failure(settings: Settings, output: str, log: object) -> TresseError | None:
    """What dbt's output says of Spark itself; None when the failure lies elsewhere."""
    if not settings.is_spark:
        return None
    if "Could not find adapter type spark" in output:
        return not_installed(settings)
    if "JAVA_GATEWAY_EXITED" in output:
        return no_java("Java could not be started")
    if "Another instance of Derby" in output:
        return BusyError(
            f"The Spark catalogue in {settings.data_dir / 'spark'} is held by another process: "
            "end that session and run again."
        )
    if server := _NO_SERVER.search(output):
        return no_server(server["host"], int(server["port"]))
    if unknown := _NO_SCHEMA.search(output):
        return TresseError(
            f"Spark's catalogue has no schema {unknown['schema'].replace('`', '')}: check "
            "raw_schema in dbt_project.yml, and that the loader has run."
        )
    if ours := _OUR_SCHEMA.search(output):
        return TresseError(ours[0])
    if _REFUSED_USER.search(output):
        return TresseError(
            "The Spark Thrift server refused the login: check TRESSE_SPARK_USER, "
            f"TRESSE_SPARK_PASSWORD and TRESSE_SPARK_AUTH (log: {log})."
        )
    return _broken(settings, output, log)


def _broken(settings: Settings, output: str, log: object) -> TresseError | None:
    in_process = settings.target == "spark_session"
    if _OUT_OF_MEMORY.search(output):
        remedy = "TRESSE_SPARK_MEMORY" if in_process else "the memory of its driver and executors"
        return TresseError(
            f"Spark ran out of memory, and what is published stays: raise {remedy} and run again "
            f"(log: {log})."
        )
    if _LOST.search(output):
        who = "Spark's own process" if in_process else "The Spark Thrift server"
        return TresseError(
            f"{who} stopped answering in the middle of the build, and what is published stays: "
            f"see that it runs and has memory, and run again (log: {log})."
        )
    return None


def not_installed(settings: Settings) -> TresseError:
    """The error for an environment without dbt-spark or what it needs."""
    return TresseError(f"The target {settings.target} needs dbt-spark: run `make setup-spark`.")


def no_server(host: str, port: int) -> TresseError:
    """The error for a Thrift server that does not answer."""
    return TresseError(
        f"No Spark Thrift server answers at {host}:{port}: start it, or name another with "
        "TRESSE_SPARK_HOST and TRESSE_SPARK_PORT."
    )


def no_java(reason: str) -> TresseError:
    """The error for a Java that is missing or too old."""
    return TresseError(
        f"The target spark_session needs Java 17 or newer, and {reason}: install it, or point "
        "JAVA_HOME at it."
    )
