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

.PHONY: demo test lint types unit eval bench torture clean

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

# How well quotations are extracted, against annotated articles: make eval GOLD=folder
eval: $(VENV)/.installed
	$(BIN)/python benchmarks/eval_extract.py $(GOLD)

# What a command costs to start, what judging every claim costs.
bench: $(VENV)/.installed
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/states.py

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

$(VENV)/.tested: setup.cfg | $(BIN)/python
	$(PIP) install --editable '.[test]'
	touch $@ $(VENV)/.installed

clean:
	rm -rf $(VENV) build dist claimsdb.egg-info .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis
	rm -f demo.db demo.db-wal demo.db-shm
