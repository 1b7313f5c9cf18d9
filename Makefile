# What one can do with a clone; `make help` lists it. Needs Python 3.11 or newer and make.
SHELL := /bin/sh
PORT ?= 8000
PROVIDER_PORT ?= 8001
DATA_DIR ?=
HOST ?= 127.0.0.1
SOAK ?= 1
PYTHON := .venv/bin/python
DEV := .venv/installed-dev
PRODUCT := .venv/installed-portal
BENCH := .venv/installed-bench

.DEFAULT_GOAL := help
.PHONY: help demo test layouts packaging soak check bench documents pictures lock clean

help: ## list what one can do
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/\1|\2/' \
	| while IFS='|' read -r name what; do printf '  make %-9s %s\n' "$$name" "$$what"; done

demo: $(if $(wildcard $(DEV)),$(DEV),$(PRODUCT)) ## run the portal with invented people (PORT=, PROVIDER_PORT=, DATA_DIR=)
	@exec $(PYTHON) -m portal demo --host $(HOST) --port $(PORT) --provider-port $(PROVIDER_PORT) $(if $(DATA_DIR),--data-dir "$(DATA_DIR)")

test: $(DEV) ## run the tests (not layouts and packaging); the stories need a Chromium (PORTAL_CHROMIUM=, or one in PATH)
	@exec tools/run-tests

packaging: $(DEV) ## install the product as somebody else would, and check the container files
	@exec tools/run-tests -m packaging

layouts: $(DEV) ## look at every layout: keyboard, 400 %, paper, forced colours, what a screen reader finds
	@exec tools/run-tests -m layouts

soak: $(DEV) ## run every test with the large random numbers (SOAK=0.1: a tenth of them)
	@SOAK=$(SOAK) exec tools/run-tests

check: $(DEV) ## check format, lint, types, import contracts and migrations
	@exec tools/run-checks

bench: $(DEV) $(BENCH) ## measure the product beside other ways of doing the same (PARTS="pages paper")
	@PYTHONPATH=tests exec $(PYTHON) -m bench $(PARTS)

documents: $(DEV) ## write the documents that are made of the code
	@PYTHONPATH=. $(PYTHON) tools/write_documents.py

pictures: $(DEV) ## take the pictures in docs/pictures anew (needs a Chromium)
	@PYTHONPATH=.:tests $(PYTHON) -m browser.pictures

lock: ## pin the dependencies of pyproject.toml anew, with hashes (needs uv)
	uv pip compile pyproject.toml --quiet --universal --generate-hashes --no-header -o requirements/portal.txt
	uv pip compile pyproject.toml --quiet --universal --generate-hashes --no-header --extra dev \
		-c requirements/portal.txt -o requirements/dev.txt
	uv pip compile requirements/bench.in --quiet --universal --python-version 3.11 --generate-hashes \
		--no-header -c requirements/dev.txt -o requirements/bench.txt

clean: ## remove what was installed and cached; the data of the demo stays
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

$(DEV): requirements/dev.txt
	@tools/install dev

$(PRODUCT): requirements/portal.txt
	@tools/install portal

# Apart from the packages of development: only one contestant uses these.
$(BENCH): requirements/bench.txt
	@$(PYTHON) -m pip install -qq --disable-pip-version-check --require-hashes --upgrade \
		-r requirements/bench.txt --target .venv/bench
	@touch $@
