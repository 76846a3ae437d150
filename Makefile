# `make` lists what can be made.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup demo audit test fuzz soak soak-crawl docs constraints clean url-given
MAKEFLAGS += --no-print-directory
export URL OUT ARGS ROUNDS EXAMPLES PAGES KILLS SEED

help: ## list what can be made
	@sed -nE 's/^([a-z-]+):.* ## /  make \1\t/p' Makefile | expand -t 20

setup: ## .venv/bin/auditor, a browser, and fonts for its pictures
	@tools/setup.sh

demo: setup ## audit a real shop that runs on this machine, into audits/demo
	@.venv/bin/python -m tests.shops.demo

audit: url-given setup ## audit URL=https://shop.example [OUT=folder] [ARGS="--max-pages 200"]
	@.venv/bin/auditor audit "$$URL" $${OUT:+--out "$$OUT"} $$ARGS

test: setup ## style, import laws, tests
	@.venv/bin/ruff check --quiet .
	@.venv/bin/lint-imports --no-logo
	@.venv/bin/pytest --numprocesses 4 --dist loadgroup $$ARGS

fuzz: setup ## send every reader of outside data 2,000 spoilt things each [EXAMPLES=100000] [ARGS="-k page"]
	@EXAMPLES="$${EXAMPLES:-2000}" .venv/bin/pytest --numprocesses 2 tests/fuzz $$ARGS

soak: setup ## walk every skin of tests/shops/skins 20 times, several side by side [ROUNDS=2] [ARGS="-k classic"]
	@.venv/bin/python -m pytest -p tests.journey.soak --rounds "$${ROUNDS:-20}" --numprocesses 4 -m slow \
		tests/journey/test_skins.py $$ARGS

soak-crawl: setup ## audit a shop of 200,000 pages that misbehaves, killed 20 times on the way [PAGES=20000] [KILLS=20] [SEED=1]
	@.venv/bin/python -m tests.soak --pages "$${PAGES:-200000}" --kills "$${KILLS:-20}" --seed "$${SEED:-1}" $$ARGS

docs: setup ## write the pages of the checks and the schema of audit.json anew
	@.venv/bin/python tools/make_docs.py

constraints: setup ## pin anew everything that pyproject.toml leads to
	@tools/constraints.sh

clean: ## remove what set-up, tests and builds left; audits stay
	@rm -rf .venv build *.egg-info .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -prune -exec rm -rf {} +

url-given:
	@[[ -n $$URL ]] || { echo 'Say which shop: make audit URL=https://shop.example' >&2; exit 2; }
