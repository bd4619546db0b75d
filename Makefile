# Everything that people do here, one line each: make help
ifndef PYTHON
PYTHON := $(shell for each in python3 python3.14 python3.13 python3.12 python3.11; do \
  $$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$each && break; done)
endif
ifeq ($(PYTHON),)
PYTHON := python3
endif
APP := .venv/app/bin/python
export RASA_TELEMETRY_ENABLED := false
export TF_CPP_MIN_LOG_LEVEL := 3
export SQLALCHEMY_SILENCE_UBER_WARNING := 1
.DEFAULT_GOAL := help
.PHONY: help setup run shell train validate lint format check test explain evaluate bench bench-gateway seed import clean requirements

help: ## Lists what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup: ## Builds both environments, or does nothing when they are there
	@$(PYTHON) -m scripts.setup

run: setup ## Starts the assistant; the first time it builds, seeds and trains too
	@exec $(APP) -m scripts.run

shell: setup ## Talks to the assistant in the terminal, beside a running one if there is one
	@exec $(APP) -m scripts.shell

train: setup ## Trains a model of the present data unless there is one
	@exec $(APP) -m scripts.train

validate: setup ## Checks domain, rules, stories and training data
	@exec $(APP) -m scripts.validate

lint: setup ## Checks style and types
	@exec $(APP) -m scripts.test --lint

format: setup ## Lays the code out as the style wants it
	@$(APP) -m ruff check -q --fix . && $(APP) -m ruff format .

test: setup ## Runs every test: units, the Rasa project, conversations with the real thing
	@exec $(APP) -m scripts.test

check: setup ## What CI runs: lint, validate and test
	@exec $(APP) -m scripts.test --all

explain: setup ## Says why a message is understood as it is: make explain TEXT="where is my parcel"
	@exec $(APP) -m scripts.explain "$(TEXT)"

evaluate: setup ## Measures understanding on held-out sentences for docs/evaluation.md; ARGS=--compare beside Rasa's own
	@exec $(APP) -m learning evaluate $(ARGS)

bench: setup ## Measures training, start-up, memory and latency beside Rasa's defaults
	@exec $(APP) -m benchmarks

bench-gateway: setup ## Measures what the public door adds, many conversations at once, open streams; ARGS=--short without the crowds
	@exec $(APP) -m benchmarks gateway $(ARGS)

seed: setup ## Makes the demo shop where the database is empty
	@exec $(APP) -m shop seed

import: setup ## Takes in a whole shop: make import FILE=shop.json
	@exec $(APP) -m shop import $(if $(FILE),"$(FILE)",--help)

clean: ## Removes models, databases and caches; keeps the environments
	rm -rf models var .rasa .pytest_cache .ruff_cache .mypy_cache .hypothesis results

requirements: ## Compiles the hashed requirement files anew from requirements/*.in
	@$(PYTHON) -m scripts.setup uv
	@for each in engine:3.10 app:3.11 uv:3.11; do name=$${each%%:*}; echo "requirements/$$name.txt"; \
	  .venv/uv/bin/uv pip compile -q --universal --generate-hashes --no-emit-index-url --python-version $${each##*:} \
	  --custom-compile-command 'make requirements' requirements/$$name.in -o requirements/$$name.txt || exit 1; done
	@.venv/uv/bin/uv pip compile -q --no-deps --universal --generate-hashes --no-emit-index-url --python-version 3.10 \
	  --custom-compile-command 'make requirements' requirements/encoder.in -o requirements/encoder.txt
