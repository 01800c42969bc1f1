"""The workbench on the admin's first page: what it counts is what its lists show."""

import csv
import datetime as dt
import io

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from wagtail.models import Locale
from wagtail_localize.models import TranslationSource
from wagtail_localize.operations import TranslationCreator

from accessibility.models import AccessibilityStatementPage
from accounts.groups import KB_GROUP
from extraction.types import TextState
from guidance.models import GuidanceFeedback
from link_monitor.models import Link, Run
from operations.models import BrokenLink
from search import reindex_queue
from search.indexing import rebuild
from tests.factories.library_plans import DecisionFactory, EditionFactory, OwnedPlanFactory, PlanFactory
from tests.factories.pages import (
    EventPageFactory,
    GuidancePageFactory,
    InformationPageFactory,
    ProposalPageFactory,
)

TODAY = timezone.localdate()
NEXT_WEEK = TODAY + dt.timedelta(days=7)
YESTERDAY = timezone.now() - dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def site(whole_site, db, settings, tmp_path):
    settings.SEARCH_URL = f"sqlite:///{tmp_path / 'index.sqlite3'}"
    settings.SEARCH_QUEUE_DIR = tmp_path
    rebuild()


@pytest.fixture
def editor(client, django_user_model):
    client.user = django_user_model.objects.create_user("kb@example.org", password="x")
    client.user.groups.add(Group.objects.get(name=KB_GROUP))
    client.force_login(client.user)
    return client


def make_work(number):
    """One thing to do of each kind that has a list, and beside it one like it with nothing to do."""
    PlanFactory(title=f"Utan ägare {number}")
    ending = OwnedPlanFactory(title=f"Går ut {number}", starts=dt.date(2020, 1, 1), ends=NEXT_WEEK)
    DecisionFactory(plan=ending)
    lasting = OwnedPlanFactory(title=f"Utan beslut {number}", starts=TODAY, ends=TODAY + dt.timedelta(days=1000))
    EditionFactory(plan=ending, state=TextState.DAMAGED)
    EditionFactory(plan=ending, number=2, state=TextState.POOR, language="fi")
    EditionFactory(plan=lasting, state=TextState.PASSWORD)
    EditionFactory(plan=lasting, number=2, state=TextState.TEXT)
    over = {"starts": YESTERDAY - dt.timedelta(hours=2), "ends": YESTERDAY}
    EventPageFactory(title=f"Öppen {number}", state="open", **over)
    EventPageFactory(title=f"Hållen {number}", state="held", **over)
    ProposalPageFactory(title=f"Förslag {number}")
    ProposalPageFactory(title=f"Utkast {number}", live=False)
    page = GuidancePageFactory(title=f"Vägledning {number}")
    for helpful in ("nej", "ja"):
        GuidanceFeedback.objects.create(page=page, helpful=helpful)
    BrokenLink.objects.create(page=page, target="/finns-inte/", reason="no_address")
    for nights in (1, 3):
        link = Link.objects.create(address=f"https://{number}.example/{nights}", outcome="not_found", nights=nights)
        link.pages.add(page)
    translate_and_change(InformationPageFactory(title=f"Ändrad {number}"))
    for status in (TaskResultStatus.FAILED, TaskResultStatus.SUCCESSFUL):
        queue_task(status)


def queue_task(status, run_after=YESTERDAY):
    DBTaskResult.objects.create(
        status=status,
        task_path="x",
        args_kwargs={"args": [], "kwargs": {}},
        backend_name="default",
        exception_class_path="",
        traceback="",
        run_after=run_after,
    )


def translate_and_change(page):
    """A page in English whose Swedish one has been published since."""
    page.save_revision().publish()
    english = Locale.objects.get(language_code="en")
    TranslationCreator(user=None, target_locales=[english]).create_translations(page)
    source = TranslationSource.objects.get_for_instance(page)
    TranslationSource.objects.filter(pk=source.pk).update(last_updated_at=YESTERDAY)
    page.save_revision().publish()


def workbench(editor):
    """The count and the address of the list of each row, as the first page shows them."""
    soup = BeautifulSoup(editor.get("/admin/").text, "html.parser")
    rows = soup.select("[data-testid=workbench] tbody tr")
    return {
        row["id"].removeprefix("att-gora-"): (int(row.td.text), row.th.a["href"] if row.th.a else "") for row in rows
    }


def listed(editor, address):
    """The rows of a list, as it is exported."""
    separator = "&" if "?" in address else "?"
    content = editor.get(f"{address}{separator}export=csv").getvalue().decode()
    return list(csv.reader(io.StringIO(content)))[1:]


def test_each_list_shows_as_many_rows_as_the_workbench_counts(editor):
    for number in (1, 2):
        make_work(number)

    found = {name: (count, len(listed(editor, url))) for name, (count, url) in workbench(editor).items() if url}

    assert found == {
        "utan-agare": (2, 2),
        "olasbara": (2, 2),
        "tveksamma": (2, 2),
        "gar-ut": (2, 2),
        "utan-beslut": (2, 2),
        "ej-avslutade": (2, 2),
        "obesvarade": (2, 2),
        "svar-nej": (2, 2),
        "inaktuella": (2, 2),
        "trasiga-lankar": (2, 2),
        "lankar": (2, 2),
        "uppgivet": (2, 2),
    }


def test_rows_without_a_list_appear_when_there_is_something_to_do(editor):
    assert {name: count for name, (count, url) in workbench(editor).items()} == {"halvar": 2, "felanmalan": 1}

    AccessibilityStatementPage.objects.update(assessed_on=TODAY - dt.timedelta(days=400))
    settle_half_years()
    queue_task(TaskResultStatus.READY, run_after=YESTERDAY)
    Run.objects.create(started_at=YESTERDAY, ended_at=YESTERDAY, is_stopped=True)
    reindex_queue.add("planer", ["1", "2"])

    found = {name: count for name, (count, url) in workbench(editor).items()}
    assert found == {"redogorelse": 1, "felanmalan": 1, "lankar-avbrutet": 1, "vantar": 1, "sokindex": 2}


def settle_half_years():
    for days in (1, 183):
        day = timezone.now() + dt.timedelta(days=days)
        EventPageFactory(title=f"Om {days} dagar", kind="whole_day", starts=day, ends=day + dt.timedelta(hours=3))


def test_first_page_takes_as_many_queries_for_three_of_each_as_for_one(editor):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            editor.get("/admin/")
        return len(captured)

    make_work(1)
    queries()
    one = queries()
    make_work(2)
    make_work(3)

    assert queries() == one


def test_a_reader_of_the_admin_sees_no_work_that_is_not_theirs(editor):
    make_work(1)
    editor.user.groups.clear()
    editor.user.user_permissions.add(Permission.objects.get(codename="access_admin"))

    assert workbench(editor) == {}
