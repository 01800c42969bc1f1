"""Problems of the index are reported by the system check, by `search_status` and as sentences."""

import json
from io import StringIO

import pytest
from django.core.checks import run_checks
from django.core.management import call_command

from search import reindex_queue
from search.engines import engine_at
from search.health import index_report, problems
from search.language import ANALYSER_VERSION
from tests.search.conftest import collect

pytestmark = pytest.mark.django_db


def test_an_index_in_sync_has_no_problems(collection):
    assert problems() == []


def test_a_missing_index_is_a_problem(db):
    assert problems() == ["Sökindexet saknas."]


def test_missing_records_are_a_problem(collection):
    collect("Elby", "Sagostund.", code="0305")

    assert problems() == ["Sökindexet för planer saknar 1 dokument och har 0 som inte längre finns."]


def test_another_analyser_version_is_a_problem(collection, monkeypatch):
    monkeypatch.setattr("search.health.ANALYSER_VERSION", 99)

    assert [sentence[:32] for sentence in problems()] == ["Sökindexet byggdes av analysens "]


def test_the_system_check_reports_problems(collection):
    collect("Elby", "Sagostund.", code="0305")
    warnings = run_checks(include_deployment_checks=True, databases=["default"])

    assert [w.msg for w in warnings if w.id == "search.W001"] == [
        "Sökindexet för planer saknar 1 dokument och har 0 som inte längre finns."
    ]


def test_equal_numbers_of_different_records_are_a_problem(collection, settings):
    elby = collect("Elby", "Sagostund.", code="0305")
    gone = collection["dalby"]
    gone.passages.all().delete()
    gone.pages.all().delete()
    key = str(gone.pk)
    gone.delete()
    (drift,) = [each for each in index_report(engine_at(settings.SEARCH_URL)).sources if each.source == "planer"]

    assert (drift.expected, drift.held) == (4, 4)
    assert (drift.absent, drift.surplus) == ({str(elby.pk)}, {key})


def status(*arguments: str) -> tuple[int, str]:
    """Exit status and what is printed."""
    out = StringIO()
    try:
        call_command("search_status", *arguments, stdout=out)
    except SystemExit as ended:
        return int(ended.code or 0), out.getvalue()
    return 0, out.getvalue()


def test_status_of_an_index_in_sync(collection):
    code, printed = status("--json")
    (found,) = json.loads(printed)

    assert code == 0
    assert found["analyser"] == {"index": ANALYSER_VERSION, "code": ANALYSER_VERSION}
    assert (found["engine"], found["records"], found["building"], found["waiting"]) == ("sqlite", 4, 0, 0)
    assert found["sources"][0] == {"source": "planer", "database": 4, "index": 4, "absent": [], "surplus": []}
    assert (found["missing"], found["shortcomings"], found["bytes"] > 0) == (False, [], True)


def test_status_lists_absent_records_and_exits_with_one(collection):
    elby = collect("Elby", "Sagostund.", code="0305")
    code, printed = status()

    assert code == 1
    assert "planer: 4 i indexet, 5 i databasen" in printed.splitlines()
    assert f"  saknas: {elby.pk}" in printed.splitlines()


def test_status_with_queued_records_exits_with_one(collection):
    reindex_queue.add("planer", [str(collection["dalby"].pk)])

    assert status("--json")[0] == 1
