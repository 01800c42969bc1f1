"""1,200 documents: counts that agree, latency, and an import that is killed and resumed."""

import csv
import io
import json
import os
import re
import signal
import statistics
import time
from pathlib import Path

import pytest

from demo.document_specs import large_document_specs
from demo.documents import render_document

BROAD = "biblioteket"
QUERIES = (
    "biblioteket",
    "l%C3%A4sfr%C3%A4mjande",
    "nationella+minoriteter",
    "%22annat+modersm%C3%A5l%22",
    "mer%C3%B6ppet",
)
PAGES_AND_PLANS = re.compile(r'data-testid="search-summary"\s+data-pages="(\d+)"\s+data-plans="(\d+)"')
GROUP_PAGES = re.compile(r'data-testid="plan-group"[^>]*data-pages="(\d+)"')


def test_page_csv_and_api_count_the_same(full_site):
    first = full_site.get(f"/sok/?q={BROAD}")
    pages, plans = map(int, PAGES_AND_PLANS.search(first).groups())
    rows = list(csv.reader(io.StringIO(full_site.get(f"/sok/?q={BROAD}&format=csv").lstrip("\ufeff"))))[1:]
    api = json.loads(full_site.get(f"/api/v1/search?q={BROAD}"))
    groups: list[int] = []
    number = 1
    while len([count for count in groups if count]) < plans:
        groups += map(int, GROUP_PAGES.findall(full_site.get(f"/sok/?q={BROAD}&page={number}")))
        number += 1

    assert pages > 1_000
    assert (len(rows), sum(groups), api["pages"], api["plans"]) == (pages, pages, pages, plans)


def test_paging_through_the_api_gives_every_hit_once(full_site):
    pages = json.loads(full_site.get(f"/api/v1/search?q={BROAD}"))["pages"]
    found: list[tuple[int, int, int]] = []
    address = f"/api/v1/search?q={BROAD}"
    while address:
        answer = json.loads(full_site.get(address))
        found += [(hit["plan"], hit["edition"], hit["page"]) for hit in answer["hits"]]
        address = answer["next"] and "/api/" + answer["next"].partition("/api/")[2]

    assert len(found) == len(set(found)) == pages


def test_latency_is_printed(full_site):
    """Prints; a timed assertion would measure the machine."""
    spent = []
    for query in QUERIES * 6:
        began = time.perf_counter()
        assert "search-summary" in full_site.get(f"/sok/?q={query}")
        spent.append((time.perf_counter() - began) * 1000)
    print(f"\n/sok/ over 1,200 documents: p50 {statistics.median(spent):.0f} ms, max {max(spent):.0f} ms")


@pytest.mark.parametrize("seconds", [6, 14])
def test_a_killed_import_is_completed_by_the_next(empty_site, tmp_path, seconds):
    """After `kill -9` and a second run the register has every file once, each of them extracted."""
    folder = tmp_path / "incoming"
    folder.mkdir()
    names = write_documents(folder, 240)
    process = empty_site.start("ingest_plans", str(folder))
    time.sleep(seconds)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    before = counts(empty_site)

    report = json.loads(empty_site.run("ingest_plans", str(folder), "--json").strip().splitlines()[-1])

    assert before["editions"] < len(names)
    assert report["new"] + report["known"] == len(names)
    assert counts(empty_site) == {"editions": len(names), "checksums": len(names), "pending": 0, "empty": 0}


def write_documents(folder: Path, most: int) -> set[str]:
    documents = [render_document(spec) for spec in large_document_specs()[:most]]
    for document in documents:
        (folder / document.name).write_bytes(document.data)
    return {document.name for document in documents}


def counts(site) -> dict[str, int]:
    return site.ask(
        "from library_plans.models import Edition as E; print(json.dumps({'editions': E.objects.count(), "
        "'checksums': E.objects.values('sha256').distinct().count(), "
        "'pending': E.objects.filter(state='pending').count(), "
        "'empty': E.objects.filter(state='text', passages=None).count()}))"
    )
