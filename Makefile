# `make demo` and `make test` do all the set-up on a fresh machine; repeated, they skip it.
PYTHON ?= python3
BIN := .venv/bin
PEOPLE ?= 5000
SPARK_PEOPLE ?= 300

.PHONY: demo test test-macros test-session test-spark test-vendors lint setup setup-spark clean ui

demo: setup
	$(BIN)/tresse demo --people $(PEOPLE)

# Two processes, each test file in one of them: files share what is slow to build, not more.
test: setup lint
	$(BIN)/pytest -q -n 2 --dist loadfile

# What each macro makes of odd texts is the same on both engines.
test-macros: setup-spark
	$(BIN)/pytest -q -m session tests/spark/test_macros_agree.py

# The same and the demo, on Spark inside dbt's own process: ten minutes, a job of its own in CI.
test-session: setup-spark
	TRESSE_SPARK_PEOPLE=60 $(BIN)/pytest -q -m session

# The demo in the shapes of two sets of vendors publishes what the canonical one does.
test-vendors: setup
	$(BIN)/pytest -q -m vendors

# A master, two workers and a Thrift server on loopback; it needs Java 17 and 5 GB of memory.
test-spark: setup-spark
	TRESSE_SPARK_PEOPLE=$(SPARK_PEOPLE) $(BIN)/pytest -q -m spark tests/spark

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/tresse contract compile --check
	$(BIN)/tresse segments compile --check
	$(BIN)/sqlfluff lint --processes 2 models tests/invariants

ui: setup
	DAGSTER_HOME=$(CURDIR)/.dagster $(BIN)/dagster dev -h 127.0.0.1 -m orchestration.definitions

setup: .venv/installed

# --no-deps: the lock names everything, and a resolver would look for what nobody needs.
.venv/installed: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "tresse needs Python 3.11 or newer: make PYTHON=python3.11 ...")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --no-deps -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	mkdir -p .dagster && cp orchestration/dagster.yaml .dagster/dagster.yaml
	touch $@

setup-spark: setup .venv/installed-spark

.venv/installed-spark: requirements-spark.lock .venv/installed
	$(BIN)/python -m pip install --quiet --no-deps -r requirements-spark.lock
	touch $@

clean:
	rm -rf .venv target logs .dagster
