# Two commands on a fresh machine: "make demo" and "make test".
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
WORKERS ?= 2

GOLD ?= ../shared/gold

SEED ?= 1
KILLS ?= 60
SECONDS ?= 30

.PHONY: demo test lint types unit fuzz lock audit eval bench bench-large torture clean

demo: $(VENV)/.installed
	rm -f demo.db demo.db-wal demo.db-shm
	$(BIN)/claims --db demo.db init --demo
	$(BIN)/claims --db demo.db contrast convoy-attack --format table

test: lint types unit

lint: $(VENV)/.tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.tested
	$(BIN)/mypy

unit: $(VENV)/.tested
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal --cov --cov-report=term

# Inputs gone wrong, as many as FUZZ says in all, from a seed: docs/fuzz.md
FUZZ ?= 1000000
fuzz: $(VENV)/.tested
	nice $(BIN)/python -W error -m tests.fuzz --number $(FUZZ) --seed $(SEED)
	CLAIMS_FUZZ=$$(( $(FUZZ) / 500 )) nice $(BIN)/python -m pytest -n $(WORKERS) -m fuzz

# The exact versions that tests are run with, made anew; needs a package index.
lock: $(BIN)/python
	$(BIN)/python .ci/lock.py > requirements-test.lock.new
	mv requirements-test.lock.new requirements-test.lock

# Known vulnerabilities of what is locked; needs the network.
audit: $(VENV)/.tested
	$(PIP) install pip-audit
	$(BIN)/pip-audit --requirement requirements-test.lock --no-deps --disable-pip

# How well quotations are extracted, against annotated articles: make eval GOLD=folder
eval: $(VENV)/.installed
	$(BIN)/python benchmarks/eval_extract.py $(GOLD)

# Every figure that is a goal, beside its peers: benchmarks/README.md.  Minutes; the large one hours.
# sqlite-utils is a peer: without it its rows say so.
SIZE ?= 1e6
RUNS ?= 3
bench: $(VENV)/.benched
	$(BIN)/python -m benchmarks.suite --size 1e5 --runs $(RUNS) --json bench.json

bench-large: $(VENV)/.benched
	$(BIN)/python -m benchmarks.suite --size $(SIZE) --runs 1 --folder bench.$(SIZE) --json bench.$(SIZE).json

# Kill it, fill its disk, crowd it: docs/torture.md.  KILLS on SQLite, half as many on Postgres.
torture: $(VENV)/.tested
	$(BIN)/python -m tests.torture --seed $(SEED) --kills $(KILLS) --seconds $(SECONDS)

# Some systems ship venv without its pip: then the system's own pip puts one in.
$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV) || { \
	    $(PYTHON) -m venv --clear --without-pip $(VENV) && $(PYTHON) -m pip --python $@ install pip; }

# The stamps make a second run quick; setup.cfg is what decides the dependencies.
$(VENV)/.installed: setup.cfg | $(BIN)/python
	$(PIP) install --editable .
	touch $@

# Where an index lacks a version of the lock, the tests run with what there is, and say so.
$(VENV)/.tested: setup.cfg requirements-test.lock | $(BIN)/python
	$(PIP) install --editable '.[test]' --constraint requirements-test.lock || { \
	    echo "the locked versions are not to be had here; newest ones instead"; \
	    $(PIP) install --editable '.[test]'; }
	touch $@ $(VENV)/.installed

$(VENV)/.benched: $(VENV)/.tested
	$(PIP) install sqlite-utils || echo "no sqlite-utils to be had here: nothing beside it"
	touch $@

clean:
	rm -rf bench.*
	rm -rf $(VENV) build dist claimsdb.egg-info .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis
	rm -f demo.db demo.db-wal demo.db-shm
