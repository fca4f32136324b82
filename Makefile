# Two commands do all the set-up: `make worksheet` and `make test`. They need Python 3.11 or newer with venv, and make.

VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; raise SystemExit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null && echo $$p && break; done)
PIP := $(BIN)/python -m pip --disable-pip-version-check install -q
ARTICLE ?= samples/articles/marie-curie.md

.PHONY: worksheet test fast lint eval bench samples fuzz locks clean

worksheet: $(VENV)/.run  ## the worksheet, key and quiz JSON of a sample article, in out/
	$(BIN)/quizgen make $(ARTICLE) -o out

test: $(VENV)/.dev  ## every test
	$(BIN)/python -m pytest

fast: $(VENV)/.dev  ## the tests that load no language model
	$(BIN)/python -m pytest -m "not slow"

lint: $(VENV)/.dev  ## style, types and the import rule
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

eval: $(VENV)/.dev  ## how good the questions are, measured on ../shared/bench and tests/eval
	$(BIN)/python -m tests.eval

bench: $(VENV)/.dev  ## how quick it is, against the language analysis alone
	$(BIN)/python -m tests.bench

samples: $(VENV)/.run  ## the finished sheets under samples/
	$(BIN)/quizgen make samples/articles/marie-curie.md -o samples/sheets
	$(BIN)/quizgen make samples/articles/human-heart.md -o samples/sheets
	mv samples/sheets/*.quiz.json samples/quizzes/

fuzz: $(VENV)/.dev  ## hostile input for the readers, and for the whole way from article to files
	$(BIN)/python -m tests.read.fuzz
	$(BIN)/python -m tests.cli.fuzz

locks:  ## the pinned versions, made anew from pyproject.toml (needs uv)
	uv pip compile -q --universal --generate-hashes --python-version 3.11 --extra documents --extra word pyproject.toml -o requirements.lock
	uv pip compile -q --universal --generate-hashes --python-version 3.11 --all-extras pyproject.toml -o requirements-dev.lock

clean:
	rm -rf $(VENV) out build dist

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "quizgen needs Python 3.11, 3.12 or 3.13; none was found. Install one from python.org and try again."; exit 1; }
	@$(PYTHON) -c "import venv, ensurepip" 2>/dev/null || { echo "Python's venv is missing. On Debian or Ubuntu: apt install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.lock pyproject.toml | $(BIN)/python
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-deps --no-build-isolation -e . 2>/dev/null || $(PIP) --no-deps -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml | $(BIN)/python
	$(PIP) --require-hashes -r requirements-dev.lock
	$(PIP) --no-deps --no-build-isolation -e . 2>/dev/null || $(PIP) --no-deps -e .
	@touch $@ $(VENV)/.run
