"""A Spark that is not there, or goes away, is one sentence: what, where, what to do."""

import os
import socket
import sys
from pathlib import Path

import pytest

from orchestration import cli
from orchestration.engine import readiness
from orchestration.engine.failures import spark_failure
from orchestration.engine.readiness import require_engine, thrift_address
from orchestration.errors import BUSY, TresseError
from orchestration.settings import Settings

INSTALL = "needs dbt-spark: run `make setup-spark`."


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "find_spec", lambda _: object())


def java(folder: Path, answer: str, code: int = 0) -> str:
    """A JAVA_HOME whose java answers so."""
    program = folder / "bin" / "java"
    program.parent.mkdir(parents=True)
    program.write_text(f"#!/bin/sh\necho '{answer}' >&2\nexit {code}\n")
    program.chmod(0o755)
    return str(folder)


def test_duckdb_needs_nothing_of_spark(shop: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRESSE_TARGET", "duckdb")
    monkeypatch.setattr(readiness, "find_spec", lambda _: None)
    require_engine(shop)


@pytest.mark.parametrize("target", ["spark", "spark_session"])
def test_a_missing_package_names_the_command_that_installs_it(
    shop: Settings, monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    monkeypatch.setenv("TRESSE_TARGET", target)
    monkeypatch.setattr(readiness, "find_spec", lambda _: None)
    with pytest.raises(TresseError, match=f"The target {target} {INSTALL}"):
        require_engine(shop)


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(
    ("answer", "code", "reason"),
    [
        ('openjdk version "11.0.2" 2019-01-15', 0, "is Java 11"),
        ('java version "1.8.0_292"', 0, "is Java 8"),
        ("Unable to locate a Java Runtime", 1, "does not answer"),
    ],
)
def test_an_old_or_absent_java_is_named(
    shop: Settings, monkeypatch: pytest.MonkeyPatch, answer: str, code: int, reason: str
) -> None:
    monkeypatch.setenv("JAVA_HOME", java(shop.data_dir / "java", answer, code))
    with pytest.raises(TresseError, match=f"needs Java 17 or newer, and .*{reason}"):
        require_engine(shop)


@pytest.mark.usefixtures("installed")
def test_java_17_will_do(shop: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JAVA_HOME", java(shop.data_dir / "java", 'openjdk version "17.0.15"'))
    require_engine(shop)
    monkeypatch.setenv("JAVA_HOME", str(shop.data_dir / "nowhere"))
    with pytest.raises(TresseError, match="does not answer"):
        require_engine(shop)


@pytest.mark.usefixtures("installed")
def test_a_server_that_does_not_answer_is_named_and_one_that_listens_will_do(
    shop: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRESSE_TARGET", "spark")
    monkeypatch.delenv("TRESSE_SPARK_HOST", raising=False)
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        port = server.getsockname()[1]
        monkeypatch.setenv("TRESSE_SPARK_PORT", str(port))
        with pytest.raises(
            TresseError, match=f"No Spark Thrift server answers at 127.0.0.1:{port}"
        ):
            require_engine(shop)
        server.listen()
        require_engine(shop)
    assert thrift_address(shop) == ("127.0.0.1", port)


def test_a_run_is_refused_before_it_lands_anything(
    shop: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TRESSE_DATA", str(shop.data_dir))
    monkeypatch.setenv("TRESSE_TARGET", "duckdb")
    monkeypatch.setattr(readiness, "find_spec", lambda _: None)
    monkeypatch.setattr(sys, "argv", ["tresse", "run", "--target", "spark"])
    with pytest.raises(SystemExit) as end:
        cli.main()
    assert end.value.code == 1
    assert capsys.readouterr().err == f"tresse: The target spark {INSTALL}\n"
    assert os.environ["TRESSE_TARGET"] == "spark"
    assert list(shop.data_dir.iterdir()) == []


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("Could not find adapter type spark!", INSTALL),
        (
            "failed to connect: TTransportException: Could not connect to any of "
            "[('10.1.2.3', 10001)]",
            "No Spark Thrift server answers at 10.1.2.3:10001",
        ),
        ("[JAVA_GATEWAY_EXITED] Java gateway process exited", "Java could not be started"),
        ("java.lang.OutOfMemoryError: Java heap space", "raise TRESSE_SPARK_MEMORY"),
        ("Py4JNetworkError: Answer from Java side is empty", "Spark's own process stopped"),
        ("Error validating the login", "TRESSE_SPARK_USER"),
    ],
)
def test_what_dbt_says_of_spark_becomes_one_sentence(
    shop: Settings, output: str, sentence: str
) -> None:
    told = spark_failure(shop, f"10:00 Runtime Error\n  {output}\n\tat x", "dbt.log")
    assert told is not None
    assert sentence in str(told)
    assert "\n" not in str(told)


def test_a_server_lost_in_the_middle_is_told_as_such(
    shop: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRESSE_TARGET", "spark")
    told = spark_failure(shop, "TTransportException: TSocket read 0 bytes", "dbt.log")
    assert "The Spark Thrift server stopped answering in the middle of the build" in str(told)


def test_a_catalogue_that_another_session_holds_is_busy(shop: Settings) -> None:
    told = spark_failure(shop, "Another instance of Derby may have already booted", "dbt.log")
    assert told is not None
    assert told.exit_code == BUSY


def test_a_fault_of_a_model_is_not_taken_for_one_of_spark(shop: Settings) -> None:
    assert spark_failure(shop, "Database Error: column a cannot be resolved", "dbt.log") is None


def test_nothing_of_spark_is_said_where_duckdb_builds(
    shop: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRESSE_TARGET", "duckdb")
    assert spark_failure(shop, "java.lang.OutOfMemoryError", "dbt.log") is None
