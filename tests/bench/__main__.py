"""`make bench`: what pages, search and ingestion cost, as ratios measured in one run. Prints; asserts nothing."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.bench")
django.setup()

from tests.bench import ingest, pages, search  # noqa: E402 - settings come first

PARTS = {"pages": pages.main, "search": search.main, "ingest": ingest.main}

for name in sys.argv[1:] or PARTS:
    print(f"\n== {name}")
    PARTS[name]()
