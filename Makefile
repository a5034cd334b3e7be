# Only names relative to this folder, so that its own path may hold spaces. All work is done by the `forcefoi`
# command; without make, see README.md.
PYTHON ?= python3
UV ?= uv
VENV := .venv
# Written last of all: an environment whose making was interrupted has none.
READY := $(VENV)/.ready
FORCEFOI := $(VENV)/bin/forcefoi
ARGS ?=
WORKERS ?=
# `make verify LOCK=latest`: not the locked libraries.
LOCK :=

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
# `forcefoi` uses all cores by itself, and two of its runs at once would stand in each other's way.
.NOTPARALLEL:
.PHONY: all data reports report lab test soak bench publish-check screenshots docs check coverage mutants hooks clean help lock verify manifest

all: $(READY) ## Make data and reports, whatever is stale (this is what plain `make` does)
	@$(FORCEFOI) all $(if $(WORKERS),--workers $(WORKERS)) $(ARGS)

data: $(READY) ## Make data/processed from data/raw
	@$(FORCEFOI) data

reports: $(READY) ## Make every report that is stale
	@$(FORCEFOI) reports $(if $(WORKERS),--workers $(WORKERS)) $(ARGS)

report: $(READY) ## Make one report: make report FORCE=kent
ifeq ($(strip $(FORCE)),)
	@echo 'Which force? For example: make report FORCE=kent' >&2; exit 2
else
	@$(FORCEFOI) report $(ARGS) -- "$$FORCE"
endif

lab: $(READY) ## Open JupyterLab at notebooks/explore.ipynb (this machine only, with a token)
	@$(FORCEFOI) lab $(ARGS)

# Three workers for two cores: many tests wait for a browser or for what they have started. Hundreds of processes import
# the package, each of which would translate all of it anew where that may not be kept.
test: $(READY) ## Run every test (ARGS='-k kent' runs some)
	@env -u PYTHONDONTWRITEBYTECODE $(VENV)/bin/pytest -n 3 --dist worksteal $(ARGS)

soak: $(READY) ## Kill a run at a hundred random moments; takes up to an hour
	@FORCEFOI_KILLS=100 $(VENV)/bin/pytest -q --timeout 0 tests/journeys/test_kills.py $(ARGS)

bench: $(READY) ## Measure time and memory, into benchmarks/results.md (ARGS=--quick: a short run, only shown)
	@$(VENV)/bin/python -m benchmarks $(ARGS)

publish-check: $(READY) ## Before publishing: which helplines has nobody checked in the last 180 days?
	@$(FORCEFOI) publish-check $(ARGS)

screenshots: $(READY) ## Draw pages as pictures, into reports/screenshots (ARGS='index forces/kent' draws those)
	@$(FORCEFOI) all $(if $(WORKERS),--workers $(WORKERS))
	@$(VENV)/bin/python docs/screenshots.py $(ARGS)

docs: $(READY) ## Build the documentation, to be read and searched without a network, into docs/_build
	@$(VENV)/bin/python -m sphinx -q -E -W --keep-going -c docs -d docs/_build/.doctrees . docs/_build $(ARGS)
	@echo 'Open docs/_build/index.html'

verify: ## Build all anew in a fresh environment, compare every number (LOCK=latest: newest libraries; ARGS=--all)
	@$(PYTHON) -c "$$CHECK_PYTHON"
	@PYTHONPATH=src $(PYTHON) -B -m forcefoi.rerun $(LOCK) $(ARGS)

manifest: $(READY) ## Keep what is built now as what was published: reports/manifest.json, reports/manifest/
	@$(FORCEFOI) all $(if $(WORKERS),--workers $(WORKERS))
	@$(FORCEFOI) manifest write

check: $(READY) ## Check style, format, types, and that no module imports from a floor above its own
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports --no-logo

coverage: $(READY) ## Run the tests that need no browser, and say which lines and branches of src/ they run
	@rm -f .coverage .coverage.*
	@$(VENV)/bin/coverage run -m pytest -m 'not browser' $(ARGS)
	@$(VENV)/bin/coverage combine -q
	@$(VENV)/bin/coverage report

mutants: $(READY) ## Change clean/, windows, bounds and wording/ in many small ways: which change does no test see? (two hours or more)
	@$(VENV)/bin/python .ci/mutants.py run $(ARGS)
	@$(VENV)/bin/mutmut results

hooks: $(READY) ## Have git check each commit (.pre-commit-config.yaml)
	@$(VENV)/bin/pre-commit install

clean: ## Remove what was made, never what was received
	@if [ -x $(FORCEFOI) ]; then $(FORCEFOI) clean; \
	else echo 'Nothing can be cleaned before `make` has made $(VENV).'; fi

lock: ## Resolve requirements.lock anew from pyproject.toml (needs uv)
	@command -v $(UV) > /dev/null || { echo 'make lock needs uv: pip install uv' >&2; exit 2; }
	@$(UV) pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	    --no-annotate --no-header --fork-strategy fewest --extra test --extra docs --extra cluster -o requirements.lock pyproject.toml

help: ## List every target
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-13s  %s\n", $$1, $$2}' Makefile

# The environment of a folder that was moved or copied runs the code of the old place: it is made anew.
ifneq ($(shell [ -L $(VENV) ] || [ ! -f $(VENV)/.place ] || [ "$$(cat $(VENV)/.place)" = "$$(pwd -P)" ] || echo moved),)
$(shell rm -f $(READY))
endif

# A file that was only touched doesn't cost an installation: the content is compared as well.
define CHECK_PYTHON
import sys
if sys.version_info < (3, 11):
    sys.exit("forcefoi needs Python 3.11 or newer; %s is %s.\nName another: make PYTHON=python3.12"
             % (sys.executable, sys.version.split()[0]))
try:
    import ensurepip, venv
except ImportError:
    sys.exit("%s can't make an environment: its venv module is missing.\nOn Debian: apt install python3-venv"
             % sys.executable)
endef
export CHECK_PYTHON
export FORCE

$(READY): requirements.lock pyproject.toml
	@command -v $(PYTHON) > /dev/null || { echo 'There is no $(PYTHON) here. On Debian: apt install python3 python3-venv' >&2; exit 2; }
	@if [ -f $@ ] && cat $^ | cksum | cmp -s - $@; then touch $@; \
	elif [ -L $(VENV) ]; then \
	    echo '$(VENV) is a link to another environment, made from other versions. Remove the link, then make again.' >&2; exit 2; \
	else \
	    $(PYTHON) -c "$$CHECK_PYTHON" && \
	    echo 'Making $(VENV) from requirements.lock (a minute or two) …' && \
	    rm -f $@ && \
	    $(PYTHON) -m venv --clear $(VENV) && \
	    $(VENV)/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock && \
	    $(VENV)/bin/python -m pip install -qq --disable-pip-version-check --no-build-isolation --no-deps -e . && \
	    pwd -P > $(VENV)/.place && \
	    cat $^ | cksum > $@; \
	fi
