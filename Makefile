# What a developer and CI run. `make` alone says what there is.

PYTHON ?= python3
BIN := .venv/bin
SHELL := /bin/bash -o pipefail
PIP := $(BIN)/python -m pip --disable-pip-version-check
# A package a line, for whoever waits, and every error.
SHOWN := | sed -n 's/^Collecting \([^ =;]*\).*/  \1/p'
CODE := bot conversations locales storage tests docs/conf.py
SETUP := .venv/.ready
TESTS := .venv/.tests
LOCK := .lock/bin/uv pip compile --quiet --universal --python-version 3.11 \
  --generate-hashes --no-header --no-annotate --no-emit-index-url $(UPGRADE)
.DEFAULT_GOAL := help
.PHONY: help setup hooks demo test test-quick checks coverage nightly soak bench understanding format docs audit pages photographs licences \
  lock clean

help: ## what can be made
	@sed -n 's/^\([a-z-]*\):.*## /\1|/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "make %-13s %s\n", $$1, $$2}'

setup: $(SETUP) ## .venv from the lock file, with the project and what running it needs
	@:

$(SETUP): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed: make PYTHON=python3.11 $(MAKECMDGOALS)"; exit 1; }
	@echo "setting up .venv: $$(grep -c == requirements.txt) packages, a minute or two"
	@$(PYTHON) -m venv --clear .venv \
	  || { echo "venv is missing; on Debian: apt-get install python3-venv"; exit 1; }
	@$(PIP) install --require-hashes -r requirements.txt $(SHOWN)
	@$(PIP) install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(TESTS): requirements-dev.txt $(SETUP)
	@echo "adding what testing needs"
	@$(PIP) install --require-hashes -r requirements-dev.txt $(SHOWN)
	@touch $@

hooks: $(TESTS) ## look at what changed before each commit; blame past mere moves
	@$(BIN)/pre-commit install
	@git config blame.ignoreRevsFile .git-blame-ignore-revs

demo: setup ## the whole main job at http://127.0.0.1:8080, with no token
	@$(BIN)/pandu demo

test: checks ## every check and every test, on SQLite and PostgreSQL
	@echo "tests"
	@PYTHONHASHSEED=0 $(BIN)/pytest -n auto --dist worksteal --hypothesis-profile ci
	@echo "all green: format, lint, types, imports, catalogue and words, tests"

test-quick: $(TESTS) ## the tests that need neither PostgreSQL nor a browser
	@$(BIN)/pytest -x -m "not soak and not postgres and not browser"

checks: $(TESTS) # all but the tests; the first that fails ends it
	@echo "format" && $(BIN)/ruff format --quiet --check --diff $(CODE)
	@echo "lint" && $(BIN)/ruff check --quiet $(CODE)
	@echo "types" && $(BIN)/mypy --no-error-summary
	@echo "imports" && out=$$($(BIN)/lint-imports --no-cache 2>&1) || { echo "$$out"; exit 1; }
	@echo "catalogue and words" && $(BIN)/pandu check

coverage: $(TESTS) ## which lines and branches of conversations its tests enter
	@rm -rf .coverage
	@$(BIN)/coverage run -m pytest -q -n auto -m "not soak and not postgres" \
	  --hypothesis-profile ci tests/conversations
	@$(BIN)/coverage combine --quiet && $(BIN)/coverage json --quiet -o .coverage/report.json
	@$(BIN)/coverage report --skip-covered --show-missing
	@$(BIN)/python -m tests.project.floors .coverage/report.json

nightly: $(TESTS) ## speed beside peers, every property with thousands of examples, every fault
	@$(BIN)/pytest -m soak tests/reliability/test_speed.py
	@$(BIN)/pytest -n auto -m "hypothesis and not postgres" --timeout 3600 \
	  --hypothesis-profile nightly
	@$(BIN)/pytest -n auto -m "soak and postgres" tests/bot/desk
	@$(BIN)/pytest -n auto -m soak --timeout 7200 tests/reliability/test_every_fault.py

soak: $(TESTS) ## the long test: a hundred kills on each database
	@$(BIN)/pytest -m soak --timeout 7200

bench: setup ## the figures of speed, beside other libraries
	@$(BIN)/pandu bench --peers --json bench.json

understanding: setup ## how well labelled messages are understood
	@$(BIN)/pandu understanding

format: $(TESTS) ## lay out the code, mend what can be mended
	@$(BIN)/ruff format $(CODE) && $(BIN)/ruff check --fix $(CODE)

docs: .docs/.ready ## the site of docs/ and of the code, in site/
	@.docs/bin/sphinx-build --quiet --jobs auto --fail-on-warning --keep-going -c docs . site
	@echo "site/index.html"

audit: .audit/.ready ## whether a fault is known of anything we depend on
	@for lock in requirements*.txt; do echo "$$lock" && .audit/bin/pip-audit --strict \
	  --progress-spinner off --require-hashes --disable-pip -r $$lock || exit 1; done

pages: setup ## write docs/reference/flows.md and rights.md anew
	@$(BIN)/pandu flows > .flows && mv .flows docs/reference/flows.md
	@$(BIN)/pandu rights > .rights && mv .rights docs/reference/rights.md

photographs: $(TESTS) ## every page of the desk photographed anew, into docs/desk
	@$(BIN)/python -m tests.bot.web_desk.photographs

licences: $(TESTS) ## write docs/reference/licences.md anew
	@$(BIN)/python -m tests.project.licences > .licences && mv .licences docs/reference/licences.md

.%/.ready: requirements-%.txt # what few need has an environment of its own
	@$(PYTHON) -m venv --clear $(@D)
	@$(@D)/bin/python -m pip --quiet --disable-pip-version-check install --require-hashes -r $<
	@touch $@

lock: ## write requirements*.txt anew; UPGRADE=--upgrade takes newer versions
	@$(PYTHON) -m venv .lock && .lock/bin/python -m pip --quiet install uv
	@$(LOCK) pyproject.toml --group install -o requirements.txt
	@$(LOCK) pyproject.toml --group dev -c requirements.txt -o requirements-dev.txt
	@$(LOCK) pyproject.toml --group docs -c requirements-dev.txt -o requirements-docs.txt
	@$(LOCK) --group audit -c requirements-dev.txt -o requirements-audit.txt

clean: ## remove what was made; data in var/ stays
	@rm -rf .venv .docs .audit .lock .peers site build dist docs/reference/code .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage bench.json
	@find $(CODE) -name __pycache__ -type d -prune -exec rm -rf {} +
