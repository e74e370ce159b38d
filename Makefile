# Needs Python 3.11 or newer, make and the package index; everything else is set up in .venv.
#
# DEPS=newest or DEPS=oldest replaces the locked environment by one of the newest or oldest versions
# that requirements.txt allows, in a .venv-newest or .venv-oldest of its own. Figures and warnings
# differ between versions there, so `make test` compares the text of the notebooks only.
# TESTS=tests/test_layers.py runs these tests alone; TESTS=book/relu.ipynb a notebook.

PYTHON  ?= python3
DEPS    = locked
TESTS   =
WORKERS = 2

ifeq ($(DEPS),locked)
VENV    = .venv
COMPARE = all
SOURCE   = requirements.lock
INSTALL  = pip sync --require-hashes
else
VENV    = .venv-$(DEPS)
COMPARE = text
SOURCE   = requirements.txt
newest   = pip install --upgrade -r
oldest   = pip install --resolution lowest-direct -r
INSTALL  = $($(DEPS))
endif
BIN   = $(VENV)/bin
READY = $(VENV)/.ready

# Jupyter prefers the kernel of this environment to one in the user's home.
export JUPYTER_PREFER_ENV_PATH = 1

# Compiled modules are kept, or each command would spend seconds on compiling them anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help book preview test binder notebooks rounding lab lite pyodide colab links robust bench measures vendor lock clean
.DEFAULT_GOAL = help

help:  ## show this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile

book: $(READY)  ## build the book and say where it is
	@$(BIN)/python tools/build_book.py

preview: $(READY)  ## show the book in a browser, and rebuild each page that is saved
	@$(BIN)/python tools/preview.py

test: $(READY)  ## run every test: package, notebooks, pages, browser
	$(BIN)/python -m pytest -n $(WORKERS) --compare $(COMPARE) $(TESTS)

binder: $(READY)  ## make the environment of Binder and run every notebook in it
	@folder=$$(mktemp -d) && { BINDER_DIR=$$folder $(BIN)/python -m pytest tests/test_binder.py; \
	  code=$$?; rm -rf $$folder; exit $$code; }

notebooks: $(READY)  ## write the exercise notebooks, run every notebook and store its outputs
	@$(BIN)/python tools/exercise_notebooks.py
	@$(BIN)/python tools/run_notebooks.py
	@$(BIN)/python tools/cards.py

rounding: $(READY)  ## list the outputs of notebooks that hang on the last digit of a number
	@$(BIN)/python tools/rounding.py

lab: $(READY)  ## open the notebooks in JupyterLab
	@find book -name '*.ipynb' -not -path '*/.*' | xargs $(BIN)/jupyter-trust >/dev/null  # figures show
	@$(BIN)/jupyter-labextension disable $(NEWS) 2>/dev/null
	$(BIN)/python -m jupyterlab --notebook-dir=book $(ROOT)

NEWS = @jupyterlab/apputils-extension:announcements  # asks another host, in a box over the page
ROOT = $(if $(filter 0,$(shell id -u)),--allow-root)  # the only user of many containers

lite: $(READY)  ## put a JupyterLab that needs no server beside the book
	@$(BIN)/python tools/build_lite.py

pyodide: $(READY)  ## fetch Python for the browser, for a site that asks no other host
	@$(BIN)/python tools/fetch_pyodide.py

colab: $(READY)  ## let Colab install the package from this repository's address
	@$(BIN)/python tools/colab.py

links: $(READY)  ## ask every address that a page names whether it is there
	@$(BIN)/python tools/sphinx_book.py --builder linkcheck >/dev/null || { \
	  cat _build/linkcheck/output.txt; exit 1; }
	@echo "Every address answered."

robust: $(READY)  ## repeat what is random with other draws (ROW=47: one claim); goes on where it was stopped
	@$(BIN)/python tools/robust.py "$(ROW)"

bench: $(READY)  ## measure how fast the package is on this machine
	@$(BIN)/python tools/bench.py

measures: $(READY)  ## count the words, minutes and open cells of the chapters' pages
	@$(BIN)/python tools/page_measures.py

vendor: $(READY)  ## fetch the scripts of others that pages use, byte for byte, with npm
	@$(BIN)/python tools/vendor.py

lock: $(READY)  ## choose and hash the versions of every dependency anew
	$(BIN)/uv pip compile $(COMPILE) --fork-strategy fewest requirements.txt -o requirements.lock
	$(BIN)/uv pip compile $(COMPILE) -c requirements.lock .binder/requirements.in -o .binder/requirements.txt

clean:  ## remove what was built, and the environments
	rm -rf _build .venv .venv-newest .venv-oldest .pytest_cache .ruff_cache .hypothesis
	find book code tests tools -name __pycache__ -o -name .ipynb_checkpoints | xargs rm -rf

COMPILE = --quiet --universal --python-version 3.11 --generate-hashes --no-header

# The environment. pip installs uv, checked against the hashes of the lock; uv installs the rest.
$(READY): $(SOURCE) code/pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "This needs Python 3.11 or newer as $(PYTHON), which is: $$($(PYTHON) --version 2>&1)."; \
	  echo "Name another one with: make PYTHON=python3.12 ..."; exit 1; } >&2
	@test "$(INSTALL)" || { echo "DEPS must be locked, newest or oldest, got $(DEPS)" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv --clear $(VENV) || { rm -rf $(VENV); \
	  echo "$(PYTHON) cannot make an environment: its venv module is missing or incomplete."; \
	  echo "Debian and Ubuntu keep it in a package of its own: python3-venv."; exit 1; } >&2
	@echo "Setting up $(VENV) ($(DEPS) dependencies) ..."
	@sed -n '/^uv==/,/#/p' requirements.lock | \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r /dev/stdin
	@$(BIN)/uv $(INSTALL) $(SOURCE) --quiet --python $(BIN)/python || { test $(DEPS) = locked && \
	  echo "uv did not succeed; trying pip, which has settings of its own ..." && \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(SOURCE); }
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e code
	@$(BIN)/python -c 'import matplotlib.font_manager'  # builds its font cache, once
	@touch $@
