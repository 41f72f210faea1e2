# Stock Python 3.11+ and make are enough: every target sets up what it needs.
#   make demo     the example case, from files to the summary (and the seeds where REPORTEDLY_DATA is)
#   make serve    the same case in the browser
#   make test · check · gate      what CI runs          make bench · stress   measurements and long campaigns

SHELL := /bin/sh
REPORTEDLY_DATA ?= ../shared/data
export REPORTEDLY_DATA
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SETUP := $(VENV)/.set-up
DEMO := build/demo.db

.PHONY: setup demo serve test check gate bench stress train docs clean
.DEFAULT_GOAL := demo

setup: $(SETUP)

# A marker file, so that a second `make` costs nothing; it is made anew when what is installed changes.
$(SETUP): pyproject.toml constraints.txt hatch_build.py src/reportedly/compare/kernel/_compiled.c
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "reportedly needs Python 3.11 or later; '$(PYTHON)' is older or missing. Install python3 (3.11+) or call: make PYTHON=python3.12"; exit 2; }
	@if command -v uv >/dev/null 2>&1; then \
	  uv venv --quiet --allow-existing --python $(PYTHON) $(VENV) && \
	  uv pip install --quiet --python $(BIN)/python -c constraints.txt --group dev -e .; \
	else \
	  $(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
	    { echo "Python's venv or pip is missing. On Debian or Ubuntu: apt-get install python3-venv"; exit 2; }; \
	  $(PYTHON) -m venv $(VENV) && \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt "pip>=25.1" && \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt --group dev -e .; \
	fi
	@touch $(SETUP)

demo: setup
	@mkdir -p build
	@echo "== One article: reportedly quick examples/interview.txt"
	@$(BIN)/reportedly quick examples/interview.txt
	@if [ -d "$(REPORTEDLY_DATA)/seeds" ]; then \
	  for seed in "$(REPORTEDLY_DATA)"/seeds/*.txt; do echo; echo "== $$seed"; $(BIN)/reportedly quick "$$seed"; done; \
	fi
	@echo
	@echo "== A case: coverage of an invented dispute, from files to origins (a second run adds nothing)"
	@[ -f $(DEMO) ] || $(BIN)/reportedly init $(DEMO)
	@$(BIN)/reportedly ingest $(DEMO) examples/articles.jsonl
	@$(BIN)/reportedly run $(DEMO)
	@echo
	@echo "Open the case in the browser: make serve   (or: $(BIN)/reportedly serve $(DEMO))"
	@echo "Your own articles: $(BIN)/reportedly quick FILE"

serve: setup
	@[ -f $(DEMO) ] || $(MAKE) --no-print-directory demo
	$(BIN)/reportedly serve $(DEMO)

test: setup
	$(BIN)/python -m pytest -n 2

check: setup
	$(BIN)/ruff check src tests bench examples docs training
	$(BIN)/ruff format --check src tests bench docs training
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python examples/check_gold.py
	$(BIN)/cog -P --check -I docs README.md docs/tutorial.md

gate: setup
	$(BIN)/python bench/gate.py

bench: setup
	$(BIN)/python bench/reuse.py
	$(BIN)/python bench/reuse_derived.py
	$(BIN)/python bench/reuse_families.py
	@[ -x build/peers/bin/python ] || { $(PYTHON) -m venv build/peers && build/peers/bin/python -m pip install --quiet datasketch rensa; } || \
	  echo "datasketch and rensa: not run, they could not be installed into build/peers"
	$(BIN)/python bench/reuse_speed.py
	$(BIN)/python bench/speed.py

stress: setup
	$(BIN)/python bench/stress.py

# The model anew, into build/reader (training/README.md). OPEN=1 leaves PolNeAR out. glibc is kept from giving memory back to the
# system after every step, which doubles the speed.
TRAIN := build/training
READER := build/reader
train: setup
	@[ -x $(TRAIN)/bin/python ] || { $(PYTHON) -m venv $(TRAIN) && $(TRAIN)/bin/pip install -q -r training/requirements.txt -e .; }
	$(TRAIN)/bin/python training/prepare.py $(READER)
	MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=100000000000 MALLOC_TOP_PAD_=268435456 \
	  $(TRAIN)/bin/python training/train.py $(READER) 1 $(if $(OPEN),--polnear 0 --own 1 --passes 20)
	$(TRAIN)/bin/python training/export.py $(READER) 1 $(READER)/model
	$(TRAIN)/bin/python training/calibrate.py $(READER)/model
	$(TRAIN)/bin/python training/card.py $(READER)/model $$(date +%F)

docs: setup
	$(BIN)/cog -P -r -I docs README.md docs/tutorial.md

clean:
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
