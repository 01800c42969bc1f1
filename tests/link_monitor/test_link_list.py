"""The list of links to other websites in the admin: whose, what it says, how it is handled."""

import csv
import io

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.groups import KB_GROUP
from link_monitor.models import Link, Run
from organisations.models import Organisation
from tests.factories.library_plans import EditionFactory, OwnedPlanFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.pages import InformationPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_site")]


@pytest.fixture
def editor(client, django_user_model):
    client.user = django_user_model.objects.create_user("kb@example.org", password="x")
    client.user.groups.add(Group.objects.get(name=KB_GROUP))
    client.force_login(client.user)
    return client


def link_of_plan(address, owner="Alby", **values):
    values = {"outcome": "not_found", "nights": 3, "since": timezone.localdate(), **values}
    link = Link.objects.create(address=address, **values)
    plan = OwnedPlanFactory(title=f"Plan {owner}", owner__organisation=OrganisationFactory(display_name=owner))
    link.editions.add(EditionFactory(plan=plan, source_url=address))
    return link


def listed(editor, **query):
    content = editor.get("/admin/lankar/", {"export": "csv", **query}).getvalue().decode()
    return [row[0] for row in csv.reader(io.StringIO(content))][1:]


def test_a_link_is_listed_with_what_was_found_and_where_it_stands(editor):
    link = link_of_plan("https://alby.example/plan.pdf", outcome="start_page", detail="https://alby.example/")
    link.pages.add(InformationPageFactory(title="Om planer"))
    link_of_plan("https://bergby.example/plan.pdf", owner="Bergby", outcome="ok")

    text = editor.get("/admin/lankar/").text

    for shown in ("Adressen leder till en startsida. https://alby.example/", "Plan Alby", "Om planer", "3"):
        assert shown in text
    assert "bergby" not in text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["a", "b", "c", "d"]),
        ({"outcome": "changed"}, ["b"]),
        ({"varar": "ja"}, ["a", "b", "d"]),
        ({"varar": "nej"}, ["c"]),
        ({"hanterad": "ja"}, ["d"]),
        ({"star": "utgava"}, ["a", "b", "c", "d"]),
        ({"star": "sida"}, ["b"]),
    ],
)
def test_filters(editor, query, found):
    for name, values in {
        "a": {},
        "b": {"outcome": "changed"},
        "c": {"nights": 2},
        "d": {"handled_at": timezone.now()},
    }.items():
        link_of_plan(f"https://{name}.example/", owner=name, **values)
    Link.objects.get(address="https://b.example/").pages.add(InformationPageFactory())

    assert sorted(listed(editor, **query)) == [f"https://{name}.example/" for name in found]


def test_links_of_a_county(editor):
    uppsala = Organisation.objects.get(code="0380")
    link = Link.objects.create(address="https://uppsala.example/", outcome="gone")
    link.editions.add(EditionFactory(plan__owner__organisation=uppsala))
    elsewhere = Link.objects.create(address="https://linkoping.example/", outcome="gone")
    elsewhere.editions.add(EditionFactory(plan__owner__organisation=Organisation.objects.get(code="0580")))
    region = Organisation.objects.regions().get(county_code="03")

    assert listed(editor, lan=region.pk) == ["https://uppsala.example/"]


def test_an_editor_handles_a_link_until_something_else_is_found(editor):
    link = link_of_plan("https://alby.example/plan.pdf")
    assert 'id="att-gora-lankar"' in editor.get("/admin/").text

    editor.post(f"/admin/lankar/{link.pk}/hanterad/", {"handled": "ja"})
    link.refresh_from_db()
    assert (link.handled_by, link.handled_at is not None) == (editor.user, True)
    assert 'id="att-gora-lankar"' not in editor.get("/admin/").text

    link.note("not_found", "404", timezone.localdate(), is_same=True)
    assert link.handled_at is not None
    link.note("gone", "410", timezone.localdate(), is_same=False)
    assert (link.handled_at, link.handled_by) == (None, None)

    editor.post(f"/admin/lankar/{link.pk}/hanterad/", {"handled": "nej"})
    link.refresh_from_db()
    assert link.handled_at is None


def test_a_run_that_stopped_says_so_until_one_goes_to_its_end(editor):
    def stop(is_stopped):
        Run.objects.create(ended_at=timezone.now(), links=200, visited=50, lost=11, is_stopped=is_stopped)
        return editor.get("/admin/lankar/").text, editor.get("/admin/").text

    assert "Inga länkar har besökts än." in editor.get("/admin/lankar/").text
    listing, workbench = stop(True)
    assert "avbröts: 11 av 200 länkar" in listing
    assert 'id="att-gora-lankar-avbrutet"' in workbench
    listing, workbench = stop(False)
    assert "50 av 200 länkar" in listing
    assert "avbröts: " not in listing
    assert 'id="att-gora-lankar-avbrutet"' not in workbench


def test_the_list_takes_as_many_queries_for_three_links_as_for_one(editor):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            editor.get("/admin/lankar/")
        return len(captured)

    link_of_plan("https://1.example/", "Ett").pages.add(InformationPageFactory())
    queries()
    one = queries()
    for number in (2, 3):
        link_of_plan(f"https://{number}.example/", f"Nr {number}").pages.add(InformationPageFactory())

    assert queries() == one
