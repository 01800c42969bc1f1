"""Every table that readers take away: no cell of it is a formula to a spreadsheet, whatever stands in the rows."""

from __future__ import annotations

import csv
import io

import pytest
from django.conf import settings
from django.utils import timezone

from delivery.csv_export import FORMULA_SIGNS
from library_plans.models import Decision, Edition, Plan
from organisations.models import Organisation
from search.indexing import rebuild
from tests.factories.pages import (
    EventPageFactory,
    ExperiencePageFactory,
    GuidancePageFactory,
    InformationPageFactory,
    PlanSummaryPageFactory,
    ReportPageFactory,
)
from tests.public_routes import routes
from tests.search.conftest import TODAY, collect

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(TODAY)]

HOSTILE = [
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠A1",
]
PAGES = (
    (InformationPageFactory, {"summary": "Hostilt"}),
    (EventPageFactory, {"summary": "Hostilt", "last_published_at": timezone.now()}),
    (ReportPageFactory, {"summary": "Hostilt"}),
    (ExperiencePageFactory, {"summary": "Hostilt"}),
    (GuidancePageFactory, {"summary": "Hostilt"}),
    (PlanSummaryPageFactory, {}),
)


@pytest.fixture
def rows(empty_site, db, settings, tmp_path):
    """Plans, owners and pages of every kind that begin with each hostile text."""
    settings.SEARCH_URL = f"sqlite:///{tmp_path / 'index.sqlite3'}"
    settings.SEARCH_QUEUE_DIR = tmp_path
    for number, text in enumerate(HOSTILE):
        edition = collect(f"Ort {number}", f"{text} hostilt", code=f"03{number:02}")
        Plan.objects.filter(pk=edition.plan_id).update(title=text)
        Organisation.objects.filter(code=f"03{number:02}").update(name=text, display_name=text)
        Decision.objects.filter(plan=edition.plan_id).update(dnr=text, section=text)
        Edition.objects.filter(pk=edition.pk).update(language=text[:3])
        for factory, values in PAGES:
            page = factory(title=f"Sida {number}", **values)
            type(page).objects.filter(pk=page.pk).update(title=f"{text} hostilt")
    rebuild()


def cells(response) -> list[str]:
    text = response.getvalue().decode()
    assert (response.status_code, response["Content-Type"], text[0]) == (200, "text/csv; charset=utf-8", "\ufeff")
    return [cell for row in csv.reader(io.StringIO(text[1:], newline="")) for cell in row]


def test_the_register_and_the_search_are_taken_away(client, rows):
    """Every address without a part that varies is asked for CSV."""
    lists = [f"/{route}" for route in routes() if not set("<(^") & set(route)]
    answers = {path: client.get(path, {"q": "hostilt", "format": "csv"}) for path in lists}

    assert [path for path, answer in answers.items() if answer.get("Content-Type", "").startswith("text/csv")] == [
        "/sok/",
        "/planer/",
    ]


def faults(response) -> list[str]:
    """Cells that a spreadsheet would run, and hostile texts that have not arrived."""
    found = cells(response)
    missing = [text for text in HOSTILE if not any(cell.startswith(f"'{text.strip()}") for cell in found)]
    return [cell for cell in found if cell.startswith(FORMULA_SIGNS)] + missing


def test_tables_are_defused(client, rows):
    sources = [f"/sok/?q=hostilt&format=csv&source={source}" for source in settings.SEARCH_SOURCES]
    tables = ["/planer/?format=csv", *sources]

    assert {address: faults(client.get(address)) for address in tables} == {address: [] for address in tables}
