"""Groups of fields in a page's form that are shown while they matter."""

import json

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from wagtail.models import Page

from accounts.models import User
from tests.factories.pages import EventPageFactory, InformationPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_site")]


@pytest.fixture
def form(client):
    """Gives the edit form of a page, parsed."""
    user = User.objects.create_user("kb@example.org", password="x")
    user.groups.add(Group.objects.get(name="KB"))
    client.force_login(user)
    return lambda page: BeautifulSoup(client.get(f"/admin/pages/{page.pk}/edit/").text, "html.parser")


def rules(form, field):
    """What the group of a field is shown by; None for one that is always shown."""
    group = form.select_one(f"#{field}").find_parent(attrs={"data-w-rules-target": "show"})
    return group and json.loads(group["data-w-rules"])


def test_an_event_has_tabs_in_the_order_of_the_work(form):
    labels = [tab.find(string=True).strip() for tab in form(EventPageFactory()).select("[role=tab]")]

    assert labels == ["Innehåll", "Tid och plats", "Anmälan", "Program och inspelning", "Publicering"]


def test_types_without_tabs_of_their_own_have_content_and_publishing(form):
    pages = [InformationPageFactory(), *(page.specific for page in Page.objects.filter(depth__gte=2))]
    found = {
        type(page).__name__: [tab.find(string=True).strip() for tab in form(page).select("[role=tab]")]
        for page in pages
    }

    assert {name: tabs for name, tabs in found.items() if tabs != ["Innehåll", "Publicering"]} == {}
    assert found.keys() >= {"HomePage", "InformationPage", "AccessibilityStatementPage", "IntranetPage"}


def test_what_is_empty_is_shown_when_it_matters_and_to_all_without_scripts(form):
    shown = form(EventPageFactory())

    assert rules(shown, "id_reason") == {"state": ["cancelled", "moved"]}
    assert rules(shown, "id_registration_url") == {"registration": ["external"]}
    assert rules(shown, "id_state") is None
    assert not shown.select("[data-w-rules-target=show][hidden]")


def test_what_is_written_is_never_hidden(form):
    shown = form(EventPageFactory(reason="Sjukdom.", registration_url="https://anmal.example/"))

    assert rules(shown, "id_reason") is None
    assert rules(shown, "id_registration_url") is None
