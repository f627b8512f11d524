# Everything below needs Python 3.11 or later and make; the rest is installed from the
# package registries into .venv and into the state directory (CREDIT_GRAPH_HOME).

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
UV     := $(BIN)/uv
UV_VERSION := 0.13.9
SYNCED := $(VENV)/.synced

# The time that archives state for their files: the last commit's, so that a build can be repeated.
EPOCH := $(shell git log -1 --format=%ct 2> /dev/null || echo 315532800)

# A process for each processor, four at most; each has a database of its own if it needs one. Files
# keep their order, in which those that need the same data follow each other and long ones come
# first. What is marked `alone` (tests in a browser; what measures time or memory) runs afterwards,
# one after another.
PARALLEL := -n logical --maxprocesses 4 --dist loadfile --no-loadscope-reorder

# Reports of `make test`, for what `make reliability` did not run.
REPORTED = -o junit_suite_name=every-run -o junit_logging=system-out --junitxml=$(VENV)/every-run

# Where the reports of `make reliability` go, and how its tests run.
# A status of 5, there are none of that kind in this part, is no failure.
REPORT = $(VENV)/reliability-$(if $(PART),$(subst /,-of-,$(PART)),whole)
LONG   = CREDIT_GRAPH_TIER=$(or $(TIER),N) $(BIN)/pytest -o junit_logging=system-out

export PYTHONUTF8 := 1

.DEFAULT_GOAL := help
.PHONY: help serve test check lint types unit format requirements dist released reliability bundle schema audit bench pages browser screenshots clean

help:  ## Show the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 18

serve: $(SYNCED)  ## Start the database and the service on 127.0.0.1:8000, with the demo region
	@$(BIN)/credit-graph serve

test: $(SYNCED) lint types  ## Run every check and test that CI runs
	@$(BIN)/credit-graph check
	@COVERAGE_FILE=$(VENV)/.coverage $(BIN)/pytest -q $(PARALLEL) tests/unit $(REPORTED)-unit.xml \
	  --cov=credit_graph.domain --cov-report=
	@COVERAGE_FILE=$(VENV)/.coverage $(BIN)/coverage report --fail-under=100 \
	  --include='src/credit_graph/domain/*'
	@$(BIN)/pytest -q $(PARALLEL) -m "not alone" tests --ignore tests/unit \
	  $(REPORTED)-shared.xml
	@$(BIN)/pytest -m alone tests --ignore tests/unit $(REPORTED)-alone.xml

check: $(SYNCED)  ## Prove the policies against their documents
	@$(BIN)/credit-graph check

lint: $(SYNCED)  ## Check format and style
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .

types: $(SYNCED)  ## Check types
	@$(BIN)/mypy

unit: $(SYNCED)  ## Run the tests that need no database
	@$(BIN)/pytest -q $(PARALLEL) tests/unit

format: $(SYNCED)  ## Format the code
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

requirements: $(SYNCED)  ## Write requirements.txt, the locked packages that a bundle brings
	@$(UV) export --quiet --frozen --no-dev --group bundle --no-emit-project --no-header \
	  --no-annotate --output-file requirements.txt

dist: $(SYNCED)  ## Build the wheel, the source archive and the bill of materials into dist/
	@SOURCE_DATE_EPOCH=$(EPOCH) $(UV) build --quiet --clear --out-dir dist
	@SOURCE_DATE_EPOCH=$(EPOCH) $(BIN)/python release/materials.py > dist/credit-graph.cdx.json

reliability: $(SYNCED)  ## Run the long tests and write docs/reliability.md; PART=2/3 runs a part of them, TIER=L the longest too
	@rm -f $(if $(PART),,$(VENV)/reliability-*.xml)
	@$(BIN)/python release/reliability.py --tests $(PART) > $(REPORT).txt
	@shared=0; alone=0; \
	  $(LONG) $(PARALLEL) -m "not alone" --junitxml=$(REPORT)-shared.xml $$(cat $(REPORT).txt) || \
	    shared=$$(($$? % 5)); \
	  $(LONG) -m alone --junitxml=$(REPORT)-alone.xml $$(cat $(REPORT).txt) || alone=$$(($$? % 5)); \
	  $(BIN)/python release/reliability.py $(wildcard $(VENV)/every-run-*.xml) \
	    $(VENV)/reliability-*.xml > docs/reliability.md; \
	  exit $$((shared + alone))

released: $(SYNCED)  ## Keep schema, commands, files and codes as released, to refuse later breaks
	@CREDIT_GRAPH_WRITE_RELEASED=1 $(BIN)/pytest -q tests/contract/test_released.py

bundle: dist  ## Write one archive for a machine without a network: make bundle FOR="--platform aarch64 --python 3.13"
	@SOURCE_DATE_EPOCH=$(EPOCH) $(BIN)/credit-graph bundle --wheel dist/*.whl $(FOR)

schema: $(SYNCED)  ## Write schema.graphql
	@$(BIN)/credit-graph schema > schema.graphql

audit: $(SYNCED)  ## Run the GraphQL-over-HTTP audits (needs Node)
	@benchmarks/audit/run

bench: $(SYNCED)  ## Measure beside the peer, write benchmarks/RESULTS.md (needs Node and a quiet machine)
	@$(BIN)/python benchmarks/bench.py --out benchmarks/RESULTS.md $(BENCH)

pages: $(SYNCED)  ## Write the answers, pictures and lists that pages show
	@CREDIT_GRAPH_WRITE_PAGES=1 $(BIN)/pytest -q tests/api/test_pages.py \
	  tests/unit/seeds/test_transcribed_policies.py

browser: $(SYNCED)  ## Say how to install the browser that tests need, or run them
	@command -v chromium chromium-browser google-chrome > /dev/null || { \
	  echo "The tests in a browser need Chromium. Debian and Ubuntu:"; \
	  echo "  sudo apt-get update && sudo apt-get install chromium fonts-noto-cjk"; \
	  echo "Fedora: sudo dnf install chromium google-noto-sans-cjk-fonts. macOS, as chromium on the path:"; \
	  echo "  brew install --cask chromium"; exit 1; }
	@CREDIT_GRAPH_TEST_BROWSER=1 $(BIN)/pytest tests/browser

screenshots: $(SYNCED)  ## Write the pictures of the README (needs Chromium)
	@CREDIT_GRAPH_WRITE_PAGES=1 CREDIT_GRAPH_TEST_BROWSER=1 $(BIN)/pytest -q tests/browser/test_screenshots.py

clean:  ## Remove the virtual environment and caches; the state directory stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(UV):
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(v < (3, 11) and \
	  f"credit-graph needs Python 3.11 or later; $(PYTHON) is {v[0]}.{v[1]}. Try: make PYTHON=python3.13 …")'
	@echo "Installing into $(VENV) …"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

# --inexact keeps uv itself, which lives in the same environment.
$(SYNCED): $(UV) uv.lock pyproject.toml
	@$(UV) sync --frozen --inexact --quiet
	@touch $@
