# Two commands: `make run` and `make test`. Everything written at run time stands under .venv/ and var/.
SHELL := /bin/bash
PORT ?= 8000
HOST ?= 127.0.0.1
PYTHON := .venv/bin/python
export PYTHONDONTWRITEBYTECODE ?=

.PHONY: run test check soak bench services messages lock lint

.venv/.run: requirements.txt
	@python3 -m venv .venv || { echo "python3-venv is missing: apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/.dev: requirements-dev.txt .venv/.run
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

lock:
	.venv/bin/uv pip compile -q --no-emit-index-url --generate-hashes -p 3.11 requirements.in -o requirements.txt
	.venv/bin/uv pip compile -q --no-emit-index-url --generate-hashes -p 3.11 requirements-dev.in -o requirements-dev.txt
