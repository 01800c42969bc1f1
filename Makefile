# Two commands: `make run` and `make test`; `make help` tells the others. Everything written at run time stands under
# .venv/ and var/.
SHELL := /bin/bash
PORT ?= 8000
HOST ?= 127.0.0.1
PYTHON := .venv/bin/python
MANAGE := $(PYTHON) manage.py
DEBIAN_TOOLS := chromium tesseract-ocr tesseract-ocr-swe weasyprint gettext fonts-dejavu-core libseccomp2 \
	libreoffice-writer-nogui maven postgresql nginx-light nodejs

.DEFAULT_GOAL := help
.PHONY: help run test test-postgresql coverage check lint soak bench services debian-tools messages handbook-pictures hooks lock pin-images sbom

help: ## Tell what there is to make
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-18s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# --- the site ---------------------------------------------------------------------------------------------------

run: export DJANGO_SETTINGS_MODULE = cms.settings.local
run: export SITE_URL = http://$(HOST):$(PORT)
run: export ALLOWED_HOSTS = localhost,127.0.0.1,[::1],$(HOST)
run: .venv/.run ## Install, migrate, load the demo, serve it on http://127.0.0.1:8000 (PORT=, HOST=)
	@echo "Förbereder exemplet; första gången tar det en dryg minut."
	@$(MANAGE) prepare_demo
	@echo "Öppna $$SITE_URL och logga in på $$SITE_URL/admin/ (avsluta med Ctrl+C). Bakgrundsarbete: var/log/worker.log"
	@PORT=$(PORT) HOST=$(HOST) .venv/bin/honcho start

# Two processes, each with a file at a time, in the order that tests/conftest.py gives them.
PYTEST := $(PYTHON) -m pytest -n 2 --dist loadfile --no-loadscope-reorder -q

# --- what holds it to its word ----------------------------------------------------------------------------------

test: .venv/.dev ## The suite on the embedded default, but for the tests marked as slow
	$(PYTEST) -m "not slow"

# Measuring doubles the work of a test, so the slow ones, most of which run in processes of their own, are not measured.
coverage: .venv/.dev ## The whole suite, and how much of the code its quick tests run; fails below the floor in pyproject.toml
	$(PYTEST) -m "not slow" --cov
	$(PYTEST) -m slow --durations=80 --durations-min=5

# A missing service fails, and so does anything the tools find.
check: lint ## What CI runs: lint, then the suite on SQLite with coverage and on PostgreSQL, with no skip allowed
	REQUIRE_SERVICES=1 $(MAKE) --no-print-directory coverage
	REQUIRE_SERVICES=1 $(MAKE) --no-print-directory test-postgresql

# The same suite with the site's database on the server that `make services` started, but for tests that use no database
# or bring one of their own, and the walk over every address, whose rules are written in what both databases say alike.
ELSEWHERE := browser journeys faults rights architecture extraction content/captions search/contract search/language \
	search/test_intentions.py search/test_rebuild_under_load.py delivery/test_read_only.py delivery/test_throttle.py \
	demo/test_documents.py home/test_swedish_admin.py operations/test_settings.py
test-postgresql: .venv/.dev ## The suite on the PostgreSQL that `make services` started
	set -a; . var/services.env; $(PYTEST) $(addprefix --ignore=tests/,$(ELSEWHERE))

lint: export SECRET_KEY = lint
lint: .venv/.dev ## Style, types, the direction of imports, packages, migrations, the catalogue
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/djlint --lint --quiet templates
	.venv/bin/lint-imports
	.venv/bin/mypy .
	$(PYTHON) -m pip check --disable-pip-version-check
	$(MANAGE) makemigrations --check --dry-run
	$(MANAGE) lintmigrations --settings tests.migration_lint.settings
	$(MAKE) --no-print-directory messages
	git diff --exit-code --stat -- cms/locale

# 1,200 documents, interrupted and resumed, and counts at that size. Figures go to docs/.
soak: .venv/.dev ## The long forms: many documents, rebuilding under load, nodes lost, a lock of half a minute
	REQUIRE_SERVICES=1 REBUILD_SECONDS=300 EVERY_ODD_ADDRESS=1 LOCK_SECONDS=30 $(PYTHON) -m pytest tests/soak \
	    tests/search/test_rebuild_under_load.py tests/delivery/test_odd_addresses.py tests/faults/tasks/test_worker.py -q -s

bench: .venv/.dev ## What pages, search and ingestion cost, as ratios
	$(PYTHON) -m tests.bench

# --- tools ------------------------------------------------------------------------------------------------------

# Safe to run again.
services: debian-tools ## Install the Debian tools and start the servers that tests use
	@$(MAKE) --no-print-directory .venv/.dev
	@$(PYTHON) -m tests.services start

debian-tools:
	@missing=$$(dpkg-query -W -f '$${Package} $${db:Status-Status}\n' $(DEBIAN_TOOLS) 2>/dev/null | awk '$$2 == "installed" {print $$1}' | sort | comm -13 - <(printf '%s\n' $(DEBIAN_TOOLS) | sort)); \
	if [ -n "$$missing" ]; then apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $$missing; fi
	@command -v npm > /dev/null || { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends npm; }

messages: .venv/.dev ## Collect the texts to translate and compile the Swedish catalogue
	@SECRET_KEY=messages $(MANAGE) makemessages -l sv --no-obsolete --no-location --no-wrap -i .venv -i var --verbosity 0
	@SECRET_KEY=messages $(MANAGE) makemessages -d djangojs -l sv --no-obsolete --no-location --no-wrap -i .venv -i var -i tests --verbosity 0
	@sed -i '/^"POT-Creation-Date/d' cms/locale/sv/LC_MESSAGES/*.po
	@SECRET_KEY=messages $(MANAGE) compilemessages -i .venv --verbosity 0

handbook-pictures: .venv/.dev ## Make the pictures of the editors' handbook anew, from the tests that follow its steps
	$(PYTHON) -m pytest tests/browser/handbook -n 0 -q --handbook-pictures

hooks: .venv/.dev ## Have git run the tools of `make lint` before commits and pushes
	.venv/bin/pre-commit install

# Keeps what is locked unless UPGRADE names it: `make lock UPGRADE="--upgrade-package pillow"`.
LISTS := requirements requirements-demo requirements-production requirements-saml requirements-dev
lock: .venv/.dev ## Turn the requirements*.in into hashed locks (UPGRADE=)
	@for list in $(LISTS); do .venv/bin/uv pip compile -q --no-emit-index-url --generate-hashes -p 3.11 $(UPGRADE) $$list.in -o $$list.txt || exit 1; done

# A release names each image by what it is and not by what its name stands for that day. Needs docker and its registries.
COMPOSE := docker-compose.yml docker-compose.large.yml
IMAGES = $$(sed -En 's/^(FROM| +image:) ([^ @]+).*/\2/p' Dockerfile $(COMPOSE) | sort -u)
pin-images: ## Write the digests of today's images into Dockerfile and the compose files
	@for image in $(IMAGES); do \
	    digest=$$(docker buildx imagetools inspect "$$image" --format '{{.Manifest.Digest}}') || exit 1; \
	    sed -Ei "s#^(FROM| +image:) $$image(@sha256:[0-9a-f]+)?\$$#\1 $$image@$$digest#" Dockerfile $(COMPOSE); \
	done

SBOM ?= var/sbom.json
sbom: .venv/.dev ## List what the image installs, in CycloneDX (SBOM=)
	@mkdir -p $(dir $(SBOM))
	@$(PYTHON) -W ignore -m cyclonedx_py requirements requirements-production.txt --of JSON --output-reproducible --validate -o $(SBOM)

.venv/.run: requirements-demo.txt
	@[ -x $(PYTHON) ] || python3 -m venv .venv || { echo "Saknas: python3-venv (apt-get install python3-venv)"; exit 1; }
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-demo.txt
	@touch $@

.venv/.dev: requirements-dev.txt .venv/.run
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@
