# Two commands on a fresh machine with Python 3.11: `make site`, then `make test`.
# Stamp files make the next run quick; `make` alone lists the commands.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help site publication check serve test lint format bench lock clean

VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
UV ?= uv
# Processes that run the tests; `make test PYTEST_ARGS=…` adds options, a folder or a test.
JOBS ?= 2
PYTEST_ARGS ?=

help: ## liste ces commandes
	@echo "Le guichet unique, en deux commandes : « make site », puis « make test »."
	@echo
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

site: $(VENV)/.installed ## installe ce qu’il faut et construit le site dans site/
	$(BIN)/guichet build

publication: $(VENV)/.installed ## construit le site en disant ce qui change depuis celui qui est en ligne
	$(BIN)/guichet build --previous en-ligne

check: $(VENV)/.installed ## vérifie les fiches, sans rien écrire
	$(BIN)/guichet check

serve: $(VENV)/.installed ## montre le site dans le navigateur et le refait à chaque enregistrement
	$(BIN)/guichet serve

test: lint node_modules/.package-lock.json ## installe ce qu’il faut, navigateur compris, et passe tous les contrôles
	PYTHON=$(BIN)/python .ci/prerequisites paper
	CHROMIUM="$$(.ci/prerequisites browser)" && export CHROMIUM && \
	$(BIN)/python -m pytest -n $(JOBS) --dist loadfile $(PYTEST_ARGS)

lint: $(VENV)/.tested ## vérifie l’écriture et les types du code
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/.tested ## met le code en forme
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.measured ## mesure les durées et les poids
	$(BIN)/python -m bench

# Versions and hashes of everything that is installed, for every system; needs `uv`.
COMPILE := $(UV) pip compile --quiet --upgrade --universal --python-version 3.11 \
	--generate-hashes --no-annotate --no-emit-index-url --no-emit-find-links \
	--custom-compile-command "make lock"
lock: ## choisit les versions à installer (requirements*.lock)
	$(COMPILE) pyproject.toml --all-extras --group dev --group build --output-file requirements-dev.lock
	$(COMPILE) pyproject.toml --constraint requirements-dev.lock --output-file requirements.lock
	$(COMPILE) --group build --constraint requirements-dev.lock --output-file requirements-build.lock
	$(COMPILE) --group bench --constraint requirements-dev.lock --output-file requirements-bench.lock

clean: ## retire le site construit et les fichiers de travail
	rm -rf .hypothesis .mypy_cache .pytest_cache .ruff_cache dist
	if [ -e site/.guichet ]; then rm -rf site; fi

$(VENV)/bin/python:
	.ci/prerequisites venv $(VENV)

$(VENV)/.installed: requirements.lock requirements-build.lock pyproject.toml | $(VENV)/bin/python
	$(INSTALL) --require-hashes --only-binary :all: -r requirements.lock -r requirements-build.lock
	$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.tested: requirements-dev.lock $(VENV)/.installed
	$(INSTALL) --require-hashes --only-binary :all: -r requirements-dev.lock
	@touch $@

$(VENV)/.measured: requirements-bench.lock $(VENV)/.tested
	$(INSTALL) --require-hashes --only-binary :all: -r requirements-bench.lock
	@touch $@

node_modules/.package-lock.json: package-lock.json
	.ci/prerequisites node
	npm ci --no-fund --no-audit
	@touch $@
