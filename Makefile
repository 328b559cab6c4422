# Every target sets up what it needs on a machine with Python 3.11+, make and a package index.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: setup run test test-all check lock

setup: $(VENV)/.ready

# .ready is written last, so that an interrupted set-up is begun again.
$(VENV)/.ready: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit("Dondoc needs Python 3.11 or newer, this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements.lock
	@touch $@

run: setup
	$(BIN)/python -m bot

test: setup
	$(BIN)/python -m pytest -n auto --dist worksteal -m "not packages"

test-all: setup
	$(BIN)/python -m pytest -n auto --dist worksteal --cov --cov-report=term

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

lock: setup
	$(BIN)/uv pip compile --universal --python-version 3.11 --all-extras --generate-hashes --no-header --no-annotate \
		--no-emit-index-url --no-emit-find-links pyproject.toml -o requirements.lock
