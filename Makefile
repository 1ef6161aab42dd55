# Two commands do all the set-up: `make demo` and `make test`. They need Python 3.11 or newer, and a package index.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := out/online-boutique
JOBS ?= 2

.PHONY: demo test lint check judge bench bench-peers fuzz schemas docs wheel clean

demo: $(VENV)/.installed  ## build the Online Boutique and show what it did
	$(BIN)/kgen build examples/online-boutique -o $(DEMO) --verbose
	@echo
	@echo "The specs: examples/online-boutique/services/    The manifests: $(DEMO)/"
	@echo "Look at one: $(DEMO)/production/boutique-production/cartservice/deployment.yaml"

test: lint check $(VENV)/.dev  ## everything that must hold, but for the judges
	$(BIN)/python -m pytest -n $(JOBS)

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

check: $(VENV)/.dev  ## the committed output is what the specs say
	$(BIN)/kgen check examples/online-boutique -o $(DEMO)
	$(BIN)/kgen check examples/shop -o out/shop

judge: $(VENV)/.dev  ## independent checkers, in an environment of their own
	$(BIN)/python -m scripts.judge

bench: $(VENV)/.dev  ## how fast, as ratios measured side by side in one run
	$(BIN)/python -m scripts.bench

bench-peers: $(VENV)/.dev  ## the same manifests by other tools, installed from their registries
	$(BIN)/python -m scripts.bench.peers

fuzz: $(VENV)/.dev  ## random specs and texts, many more than `make test` tries
	KGEN_FUZZ=1 $(BIN)/python -m pytest -n $(JOBS) -m fuzz

schemas: $(VENV)/.dev  ## the JSON Schemas: of the models, of Kubernetes (kubernetes-validate), of custom resources (npm)
	$(BIN)/python scripts/build_schemas.py
	$(BIN)/python scripts/build_api_schemas.py
	$(BIN)/python -m scripts.custom_schemas

docs: $(VENV)/.dev  ## the pages that are made from the models and the rules
	$(BIN)/python -m scripts.docs

wheel: $(VENV)/.dev
	$(BIN)/python -m build --outdir dist .

clean:
	rm -rf $(VENV) .judge dist build

$(VENV)/.installed: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/.dev: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@ $(VENV)/.installed
