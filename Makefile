# Every target sets up what it needs; PYTHON names an interpreter of at least 3.11.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test lint type layers bench ci clean

demo: $(READY)  ## lint the examples
	$(BIN)/fzlint check --fail-on never examples

test: $(READY)  ## all tests, and the checklist's own examples
	$(BIN)/python -m pytest
	$(BIN)/fzlint checklist validate
	$(BIN)/fzlint checklist test

lint: $(READY)
	$(BIN)/ruff check src tests
	$(BIN)/ruff format --check src tests

type: $(READY)
	$(BIN)/mypy

layers: $(READY)
	$(BIN)/lint-imports

bench: $(READY)  ## speed and memory beside a plain keyword loop
	$(BIN)/python tests/bench/bench.py
	$(BIN)/python tests/bench/bench_check.py 1000 --format json
	$(BIN)/python tests/bench/bench_gap.py 200 2000

ci: lint type layers test

clean:
	rm -rf $(VENV) dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(READY): pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "fzlint needs Python 3.11 or later: make PYTHON=/path/to/python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --upgrade pip
	$(BIN)/pip install --quiet -e '.[dev]'
	touch $(READY)
