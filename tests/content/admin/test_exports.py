"""Every listing and report of the admin exports cells that no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import GroupApprovalTask, Locale, Page, Workflow, WorkflowTask

from accounts.models import User
from audit.choices import Action
from audit.models import AuditEvent
from delivery.csv_export import FORMULA_SIGNS
from guidance.models import GuidanceFeedback
from home.bootstrap import set_up_site
from home.models import HomePage, InformationPage
from link_monitor.models import Link
from operations.models import BrokenLink, PolicyViolation
from tests.factories.library_plans import DecisionFactory, EditionFactory, OwnedPlanFactory, PlanFactory
from tests.factories.notifications import NoticeFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.pages import (
    EventPageFactory,
    ExperiencePageFactory,
    InformationPageFactory,
    ProposalPageFactory,
)

HOSTILE = ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "\r=1+1", "＝1+1"]


def patterns(resolver: URLResolver, prefix: str = "/") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        path = prefix + str(pattern.pattern)
        yield from patterns(pattern, path) if isinstance(pattern, URLResolver) else [(path, pattern)]


def exporting_views() -> list[str]:
    """The addresses of the admin that export."""
    found = []
    for path, pattern in patterns(get_resolver()):
        view = getattr(pattern.callback, "view_class", None)
        if view and issubclass(view, SpreadsheetExportMixin) and not path.endswith(("/results/", "/resultat/")):
            columns = getattr(pattern.callback, "view_initkwargs", {}).get("list_export", view.list_export)
            found += [path] * bool(columns)
    return found


@pytest.fixture
def superuser(client, prepared_site, db):
    set_up_site()
    user = User.objects.create_superuser("alla@example.org", password="x")
    client.force_login(user)
    return user


@pytest.fixture
def rows(superuser):
    """For each hostile text a row in every export."""
    home = HomePage.objects.get(locale__language_code="sv")
    workflow = Workflow.objects.create(name="=1+1", active=True)
    WorkflowTask.objects.create(workflow=workflow, task=GroupApprovalTask.objects.create(name="=1+1"))
    for number, text in enumerate(HOSTILE):
        page = home.add_child(instance=InformationPage(title="Sida", summary="Kort", slug=f"sida-{number}"))
        Page.objects.filter(pk=page.pk).update(title=text, draft_title=text)
        page = InformationPage.objects.get(pk=page.pk)
        page.save_revision(user=superuser, log_action=True).publish(user=superuser)
        workflow.start(page, superuser)
        Page.objects.filter(pk=page.pk).update(locked=True, locked_by=superuser, locked_at=timezone.now())
        Redirect.objects.create(old_path=text, redirect_link="https://example.org")
        GuidanceFeedback.objects.create(page=page, helpful="ja", text=text)
        BrokenLink.objects.create(page=page, target=text, reason="no_address")
        make_columns(text)


def make_columns(text: str) -> None:
    """A row in every list that exports its columns."""
    organisation = OrganisationFactory(display_name=text)
    plan = OwnedPlanFactory(title=text, owner__organisation=organisation)
    PlanFactory(title=text)
    edition = EditionFactory(plan=plan, original_name=text)
    Link.objects.create(address=text, outcome="not_found").editions.add(edition)
    DecisionFactory(plan=plan, dnr=text)
    for factory in (EventPageFactory, ExperiencePageFactory, ProposalPageFactory):
        factory(title=text, slug=f"sida-{organisation.code}-{factory.__name__.lower()}")
    InformationPageFactory(title=text, slug=f"page-{organisation.code}", parent=english_home())
    NoticeFactory(subject=text)
    AuditEvent.objects.create(action=Action.REFUSED, path=text)
    PolicyViolation.objects.create(page=text, directive="script-src", blocked="inline")
    DBTaskResult.objects.create(
        status=TaskResultStatus.FAILED,
        task_path=text,
        args_kwargs={"args": [], "kwargs": {}},
        backend_name="default",
        exception_class_path="",
        traceback=text,
        run_after=timezone.now(),
    )


def english_home() -> HomePage:
    english = Locale.objects.get(language_code="en")
    source = HomePage.source_page()
    return source.get_translation_or_none(english) or source.copy_for_translation(english)


def test_lists_and_reports_of_the_admin_are_exported():
    assert sorted(exporting_views()) == [
        "/admin/bakgrundsarbete/",
        "/admin/beslut/",
        "/admin/blockerat/",
        "/admin/erfarenheter/",
        "/admin/evenemang/",
        "/admin/filer/",
        "/admin/forslag/",
        "/admin/kommuner-och-regioner/",
        "/admin/lankar/",
        "/admin/logg/",
        "/admin/oversattningar/",
        "/admin/planer/",
        "/admin/planer/utan-agare/",
        "/admin/redirects/",
        "/admin/reports/aging-pages/",
        "/admin/reports/locked/",
        "/admin/reports/site-history/",
        "/admin/reports/workflow/",
        "/admin/reports/workflow_tasks/",
        "/admin/svar-pa-vagledning/",
        "/admin/trasiga-lankar/",
        "/admin/utskick/",
    ]


def test_csv_is_defused_and_has_a_byte_order_mark(client, rows):
    for path in exporting_views():
        response = client.get(path, {"export": "csv"})
        text = response.getvalue().decode()
        cells = [cell for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")) for cell in row]

        assert (path, response.status_code, response["Content-Type"]) == (path, 200, "text/csv; charset=utf-8")
        assert (path, text[0]) == (path, "\ufeff")
        assert (path, [cell for cell in cells if cell.startswith(FORMULA_SIGNS)]) == (path, [])
        assert (path, {f"'{hostile.strip()}" for hostile in HOSTILE} - set(cells)) == (path, set())


def test_xlsx_holds_texts_and_no_formulas(client, rows):
    for path in exporting_views():
        response = client.get(path, {"export": "xlsx"})
        with zipfile.ZipFile(io.BytesIO(response.getvalue())) as book:
            parts = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))

        assert (path, HOSTILE[0] in parts, "<f>" in parts) == (path, True, False)
