# The commands of this project: `make` alone lists them.

VENV := .venv
BIN := $(VENV)/bin
RUNTIME := $(VENV)/.runtime
DEV := $(VENV)/.dev
ARGS ?=
# Tests wait about as often as they work, so one more than there are cores.
WORKERS ?= $(shell expr $$(nproc 2>/dev/null || echo 2) + 1)

# Python keeps what it has compiled: dozens of processes start in the tests, and the demo starts again and again.
unexport PYTHONDONTWRITEBYTECODE

# The first Python here that is new enough and can make an environment.
SUITS := import sys, ensurepip; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for python in python3.13 python3.12 python3.11 python3; do \
	$$python -c '$(SUITS)' >/dev/null 2>&1 && echo $$python && break; done)

# Compiling every module of every library would take longer than the demo's own start.
PIP := $(BIN)/python -m pip --disable-pip-version-check
INSTALL := $(PIP) install --quiet --no-compile --no-deps

.DEFAULT_GOAL := help
.PHONY: help demo install test check bench soak lock browser

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(RUNTIME) ## a Slack and an X on this machine with the bot between them, in your browser
	@$(BIN)/python -m bot sandbox $(ARGS)

install: $(RUNTIME) ## what the bot needs, in .venv

test: $(DEV) browser ## every test, browser and PostgreSQL included
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal $(ARGS)

check: $(DEV) ## format, lint, types, architecture, documents
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q tests/architecture tests/docs

bench: $(DEV) ## the benchmarks: a table of figures and ratios
	$(BIN)/python -m benchmarks $(ARGS)

soak: $(DEV) ## kill the bot at 200 random moments, and count what was lost or doubled (ARGS="40 postgresql amiss")
	$(BIN)/python -m tests.kills.soak $(ARGS)

lock: $(DEV) ## pin every dependency anew, with hashes
	$(PIP) install --quiet pip-tools
	$(BIN)/python -m piptools compile $(LOCK) --output-file requirements.txt pyproject.toml
	$(BIN)/python -m piptools compile $(LOCK) --extra dev --constraint requirements.txt \
		--output-file requirements-dev.txt pyproject.toml
	sed -i '1i # Made by `make lock`; do not edit.' requirements.txt requirements-dev.txt

LOCK := --quiet --upgrade --allow-unsafe --generate-hashes --strip-extras --no-annotate --no-header \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host

browser: # Chromium for the tests in a browser; where we may not install it, those tests skip and say so
	@if command -v chromium || command -v chromium-browser || command -v google-chrome; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
		apt-get install -qq -y --no-install-recommends chromium fonts-noto-color-emoji; \
	else echo "Chromium is not installed, so the tests in a browser will skip."; fi >/dev/null

$(BIN)/python:
	@python="$(PYTHON)"; \
	if [ -z "$$python" ]; then \
		echo "No Python 3.11 or newer that can make an environment is here: install one (on Debian:"; \
		echo "apt-get install python3-venv), or name yours with make PYTHON=…"; exit 1; \
	fi; \
	echo "Creating the environment with $$python …"; \
	$$python -m venv $(VENV)
	@$(PIP) install --quiet "pip>=25"

$(RUNTIME): requirements.txt pyproject.toml | $(BIN)/python
	@echo "Installing what the bot needs …"
	@$(INSTALL) --require-hashes -r requirements.txt
	@PYTHONWARNINGS=ignore $(INSTALL) --no-build-isolation -e .
	@touch $@

$(DEV): requirements-dev.txt $(RUNTIME)
	@echo "Installing what the tests need …"
	@$(INSTALL) --require-hashes -r requirements-dev.txt
	@touch $@
