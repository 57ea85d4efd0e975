# Lodestar from a terminal. `make run` serves the board, `make test` proves it.
#   make run PORT=8601               another port
#   make run LODESTAR_STORE=/srv/kpi   another store
PORT ?= 8501
export LODESTAR_STORE
# Compiled modules are kept, also where the machine says otherwise: a start takes half the time.
export PYTHONDONTWRITEBYTECODE :=

PY = $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$p && break; done)
BIN := .venv/bin
# Stores of tests lie in memory where there is room, for a disk is waited for at every commit.
ROOMY := $(shell df -Pm /dev/shm 2>/dev/null | awk 'NR == 2 && $$4 > 6000 { print "TMPDIR=/dev/shm" }')
WORKERS := 3# one more than two cores: those that wait for a browser leave theirs idle
PYTEST := $(ROOMY) $(BIN)/python -m pytest

.DEFAULT_GOAL := help
.PHONY: help run test test-long check fast bench samples shots lock format clean tools

help: ## what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

run: .venv/run.stamp ## serve the board on this machine (PORT=8501, LODESTAR_STORE=data/store)
	@exec $(BIN)/streamlit run app.py --server.port $(PORT)

test: .venv/test.stamp tools ## everything but the long forms
	@$(PYTEST) -n $(WORKERS) -m "not long"

test-long: .venv/test.stamp tools ## the long forms too: hundreds of kills, large files; types on macOS
	@$(BIN)/mypy --platform darwin --cache-dir .mypy_cache/darwin
	@$(PYTEST) -n $(WORKERS)

check: .venv/test.stamp ## format, lint, types and the fast tests, in under a minute
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(PYTEST) -n 2 --dist loadgroup -q -m "not slow and not browser and not long" \
		--ignore tests/hostile --ignore tests/browser

bench: .venv/test.stamp ## measure, and rewrite tests/bench/RESULTS.md
	@$(BIN)/python -m tests.bench

samples: .venv/test.stamp ## write the sample exports and their golden results again
	@$(BIN)/python -m tests.samples.make

shots: .venv/test.stamp tools ## picture every page of the store: language × screen × theme (shots/)
	@$(BIN)/python -m tests.shots

format: .venv/test.stamp ## let ruff lay the code out
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

lock: ## resolve the pinned requirements again, for every platform
	@uv pip compile -q --universal --python-version 3.11 requirements-test.txt \
		--custom-compile-command "make lock" -o requirements-lock.txt
	@for on in x86_64-manylinux_2_28 aarch64-manylinux_2_28 aarch64-apple-darwin x86_64-apple-darwin; do \
		uv pip compile -q --python-platform $$on --python-version 3.11 --only-binary :all: \
			requirements-test.txt -c requirements-lock.txt -o /dev/null || exit 1; done # wheels for all

clean: ## forget the environment, caches and bench files; the store stays
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis tests/bench/work
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps make a second start immediate; a changed requirement makes them old.
.venv/run.stamp: requirements.txt requirements-lock.txt
	@sh tests/environment.sh "$(PY)" requirements.txt
	@touch $@

.venv/test.stamp: requirements-test.txt requirements.txt requirements-lock.txt
	@sh tests/environment.sh "$(PY)" requirements-test.txt
	@touch $@ .venv/run.stamp

tools:
	@sh tests/tools.sh
