"""One search box of the admin finds plans, owners, decisions, events and files."""

import datetime as dt
import re

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.search.index import insert_or_update_object

from accounts.groups import KB_GROUP
from tests.factories.library_plans import DecisionFactory, EditionFactory, OwnedPlanFactory, PlanFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.pages import EventPageFactory, InformationPageFactory
from tests.search_index import copy_index


@pytest.fixture(autouse=True)
def site(whole_site_index, db, settings, tmp_path):
    copy_index(whole_site_index, settings, tmp_path)


@pytest.fixture
def editor(client, django_user_model):
    client.user = django_user_model.objects.create_user("kb@example.org", password="x")
    client.user.groups.add(Group.objects.get(name=KB_GROUP))
    client.force_login(client.user)
    return client


def fill(number=1):
    """A row of each kind that is named for Provköping, and one of each that is not."""
    town = OrganisationFactory(name=f"Provköping {number}")
    plan = OwnedPlanFactory(title="Biblioteksplan", owner__organisation=town)
    DecisionFactory(plan=plan, dnr=f"KS 2018/109{number}", decided_on=dt.date(2018, 5, 2))
    EditionFactory(plan=plan, original_name=f"fil-{number}.pdf")
    insert_or_update_object(EventPageFactory(title=f"Träff i Provköping {number}"))
    insert_or_update_object(InformationPageFactory(title=f"Om Provköping {number}"))
    other = OwnedPlanFactory(title="En annan", owner__organisation=OrganisationFactory(name="Annanstad"))
    DecisionFactory(plan=other, dnr="BUN 2020/7")
    EditionFactory(plan=PlanFactory(title="Utan ägare"), original_name="skannad.pdf")


def found(client, query):
    """The number of rows of each kind, with the address of the list of all of them, if it is needed."""
    soup = BeautifulSoup(client.get("/admin/sok/", {"q": query}).text, "html.parser")
    groups = {}
    for section in soup.select("[data-testid=found]"):
        name, count = re.fullmatch(r"(.+) \((\d+)\)", section.h2.text).groups()
        groups[name] = int(count)
    return groups


@pytest.mark.parametrize(
    ("query", "groups"),
    [
        ("provköping", {"Planer": 1, "Organisationer": 1, "Beslut": 1, "Filer": 1, "Evenemang": 1, "Sidor": 2}),
        ("Biblioteksplan Provköping", {"Planer": 1, "Beslut": 1, "Filer": 1}),
        ("ks2018/1091", {"Planer": 1, "Beslut": 1}),
        ("Dnr: KS 2018/1091", {"Planer": 1, "Beslut": 1}),
        ("2018/109", {"Planer": 1, "Beslut": 1}),
        ("skannad.pdf", {"Filer": 1}),
        ("ANNANSTAD", {"Planer": 1, "Organisationer": 1, "Beslut": 1}),
        ("", {}),
        ("   ", {}),
        ("finns inte", {}),
        ("%", {}),
        ('"', {}),
        ("a\x00b", {}),
        ("ord " * 300, {}),
    ],
)
def test_each_kind_is_found_by_its_words(editor, query, groups):
    fill()

    assert found(editor, query) == groups


def test_lists_find_as_many_as_the_box_counts(editor):
    for number in range(1, 8):
        fill(number)

    soup = BeautifulSoup(editor.get("/admin/sok/", {"q": "provköping"}).text, "html.parser")
    links = {section.h2.text: section.select("p a")[0]["href"] for section in soup.select("[data-testid=found]")}
    totals = {name: editor.get(url).context["paginator"].count for name, url in links.items()}

    assert found(editor, "provköping") == {name.rpartition(" (")[0]: total for name, total in totals.items()}
    assert list(totals.values()) == [7, 7, 7, 7, 7, 14]


def test_many_rows_cost_as_many_queries_as_few(editor):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            editor.get("/admin/sok/", {"q": "provköping"})
        return len(captured)

    for number in (1, 2, 3, 4, 5):
        fill(number)
    queries()
    five = queries()
    for number in (6, 7):
        fill(number)

    assert queries() == five


def test_who_may_list_nothing_finds_nothing(editor):
    fill()
    editor.user.groups.clear()
    editor.user.user_permissions.add(Permission.objects.get(codename="access_admin"))

    assert found(editor, "provköping") == {}


def test_the_boxes_of_menu_and_first_page_lead_there(editor):
    page = editor.get("/admin/").text

    assert BeautifulSoup(page, "html.parser").select_one("main form[role=search]")["action"] == "/admin/sok/"
    assert re.search(r'"_type": "wagtail.sidebar.SearchModule", "_args": \["([^"]+)"\]', page)[1] == "/admin/sok/"
