# Everything that people do here, one line each: make help
PYTHON ?= python3
APP := .venv/app/bin/python
ENGINE := .venv/engine/bin/python
export RASA_TELEMETRY_ENABLED := false
export TF_CPP_MIN_LOG_LEVEL := 3
export SQLALCHEMY_SILENCE_UBER_WARNING := 1
.DEFAULT_GOAL := help
.PHONY: help setup run shell train validate lint check test bench seed clean requirements

help: ## Lists what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1|\2/' | column -t -s '|'

setup: ## Builds both environments, or does nothing when they are there
	@$(PYTHON) -m scripts.setup

run: setup ## Starts the assistant; the first time it builds, seeds and trains too
	@exec $(APP) -m scripts.run

shell: setup ## Talks to the assistant in the terminal, beside a running one if there is one
	@exec $(APP) -m scripts.shell

train: setup ## Trains a model of the present data unless there is one
	@$(APP) -m scripts.train

validate: setup ## Checks domain, rules, stories and training data
	@$(APP) -m scripts.validate

lint: setup ## Checks style, types and the rules of the repository
	@$(APP) -m ruff check . && $(APP) -m ruff format --check . && $(APP) -m mypy shop actions scripts

test: setup ## Runs every test: units, the rasa project, conversations against the real thing
	@$(APP) -m scripts.test

check: setup ## What CI runs: lint, validate and test
	@$(APP) -m scripts.test --all

bench: setup ## Measures training, start-up, memory and latency beside Rasa's defaults
	@$(APP) -m benchmarks

seed: setup ## Makes the demo shop where the database is empty
	@$(APP) -m shop seed

requirements: setup ## Compiles the hashed requirement files anew from requirements/*.in
	@for name in engine:3.10 app:3.11 uv:3.11; do .venv/uv/bin/uv pip compile -q --generate-hashes --no-emit-index-url \
	  --python-version $${name##*:} requirements/$${name%%:*}.in -o requirements/$${name%%:*}.txt; done

clean: ## Removes models, databases and caches; keeps the environments
	rm -rf models var .rasa .pytest_cache .ruff_cache .mypy_cache results
