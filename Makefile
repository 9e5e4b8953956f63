# mouarchive: `make serve` to look at the archive, `make test` to check everything. `make help` lists all.
PORT ?= 8001
PY := .venv/bin/python
# Installed once, and again when the pins change.
RUNTIME := .venv/installed-runtime
TESTING := .venv/installed-test
CODE := src tests scripts bench

.DEFAULT_GOAL := help
.PHONY: help serve build test check lint format bench rules docs lock clean

help:  ## what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

serve: $(RUNTIME)  ## install, build db/ from documents/, serve http://127.0.0.1:8001 (PORT=8002 for another)
	@.venv/bin/mouarchive serve --port $(PORT)

build: $(RUNTIME)  ## make db/ agree with documents/
	@.venv/bin/mouarchive build

test: $(TESTING)  ## install the test tools, then lint, types and every test
	@$(MAKE) --no-print-directory lint
	$(PY) -m pytest -n 2 --dist loadfile

check: $(TESTING)  ## the quick half of test: no browser, nothing slow
	@$(MAKE) --no-print-directory lint
	$(PY) -m pytest -q -n 2 --dist loadfile -m 'not slow and not browser and not accuracy and not corpus'

lint: $(TESTING)
	$(PY) -m ruff check $(CODE)
	$(PY) -m ruff format --check $(CODE)
	$(PY) -m mypy

format: $(TESTING)  ## put the code into the agreed form
	$(PY) -m ruff check --fix-only --quiet $(CODE)
	$(PY) -m ruff format $(CODE)

bench: $(TESTING)  ## speed and accuracy, each as a table
	$(PY) bench/speed.py
	$(PY) bench/accuracy.py

rules: $(TESTING)  ## what the hand-set numbers and rules do, and which test notices a change (minutes)
	$(PY) -m bench.rules

docs: $(TESTING)  ## write the generated pages of docs/ and the README's output anew
	$(PY) scripts/docs.py

lock: $(TESTING)  ## pin the dependencies anew from pyproject.toml
	scripts/lock.sh

clean:  ## remove what was installed and built; documents/ stays
	rm -rf .venv db/mouarchive.db* build src/*.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(RUNTIME): requirements.txt requirements-build.txt requirements-ocr.txt pyproject.toml scripts/install-runtime.sh scripts/install-python.sh
	@bash scripts/install-python.sh
	@bash scripts/install-runtime.sh
	@touch $@

$(TESTING): $(RUNTIME) requirements-test.txt scripts/install-test.sh scripts/install-system.sh
	@bash scripts/install-test.sh
	@touch $@
