"""The admin's menu: nine entries in the order of the work, and what stands below them."""

import json

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group

from accounts.groups import KB_GROUP

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_site")]

EDITORS_MENU = {
    "Att göra": [],
    "Ärenden": [],
    "Biblioteksplaner": [
        "Registret",
        "Utan ägare (0)",
        "Filer",
        "Beslut",
        "Kommuner och regioner",
        "Kommuner utan plan",
        "Filer som inte kan läsas",
        "Planer som går ut inom ett år",
        "Senast kontrollerad",
        "Plansammanfattningar",
        "Dolt",
        "Organisationer",
    ],
    "Träffpunkt": ["Evenemang", "Erfarenheter", "Förslag"],
    "Rapporter": [],
    "Vägledning": ["All vägledning", "Svar på vägledning"],
    "Sidor och filer": [
        "Alla sidor",
        "Informationssidor",
        "Regionsidor",
        "Översättningar",
        "Teman",
        "Bilder",
        "Dokument",
        "Trasiga länkar",
        "Länkar till andra webbplatser",
        "Låsta sidor",
        "Sidor i åldersordning",
    ],
    "Inställningar": [
        "Bakgrundsarbete",
        "Utskick",
        "Svarsmallar",
        "Logg över inloggningar och behörigheter",
        "Webbplatsens inställningar",
        "Tillgänglighet",
        "Webbplatsens historik",
        "Sidtyper",
    ],
    "Hjälp": ["Handbok", "Kortkommandon"],
}


def menu_entries(page):
    props = json.loads(BeautifulSoup(page.content, "html.parser").find(id="wagtail-sidebar-props").string)
    return next(module for module in props["modules"] if module["_type"].endswith("MainMenuModule"))["_args"][0]


def menu(page):
    """The labels of the menu's entries, each with those below it."""
    return {label(entry): [label(below) for below in entries_below(entry)] for entry in menu_entries(page)}


def label(entry):
    return entry["_args"][0]["label"]


def entries_below(entry):
    return entry["_args"][1] if len(entry["_args"]) > 1 else []


@pytest.fixture
def editor(client, django_user_model):
    user = django_user_model.objects.create_user("kb@example.org", password="x")
    user.groups.add(Group.objects.get(name=KB_GROUP))
    client.force_login(user)
    return client


def test_an_editor_meets_nine_entries_in_the_order_of_the_work(editor):
    assert list(menu(editor.get("/admin/")).items()) == list(EDITORS_MENU.items())


def test_an_administrator_meets_the_same_nine_entries(admin_client):
    assert list(menu(admin_client.get("/admin/"))) == list(EDITORS_MENU)


def test_every_entry_leads_somewhere(editor):
    entries = menu_entries(editor.get("/admin/"))
    urls = [item["_args"][0]["url"] for entry in entries for item in entries_below(entry) or [entry]]
    pages = [url for url in urls if url.startswith("/")]

    assert [url for url in pages if editor.get(url, follow=True).status_code != 200] == []
