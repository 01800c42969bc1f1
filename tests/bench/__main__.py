"""`make bench`: what pages, the dearest requests, search and ingestion cost, as ratios in one run. Asserts nothing."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.bench")
django.setup()

from tests.bench import ingest, pages, requests, search  # noqa: E402 - settings come first

PARTS = {"pages": pages.main, "requests": requests.main, "search": search.main, "ingest": ingest.main}

for name in sys.argv[1:] or PARTS:
    print(f"\n== {name}")
    PARTS[name]()
