"""The menu and the footer's sections come from the pages; editors find the form of a page on the page."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import Page

from accounts.models import User
from dialogue.models import DialogueIndexPage
from reports.models import ReportIndexPage
from tests.factories.library_plans import OwnedPlanFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.pages import ReportPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_site")]
SECTIONS = ["Regioner", "Träffpunkt", "Vägledning", "Rapporter"]


@pytest.fixture
def editor(client):
    user = User.objects.create_user("kb@example.org", password="x")
    user.groups.add(Group.objects.get(name="KB"))
    client.force_login(user)
    return client


def parsed(client, path="/planer/"):
    return BeautifulSoup(client.get(path).text, "html.parser")


def menu(client):
    return [link.text for link in parsed(client).select(".nav a")]


def footer(client):
    return [link["href"] for link in parsed(client).select(".foot section a")]


def publish(page):
    page.save_revision().publish()


def test_a_new_site_has_its_sections_in_the_menu_and_the_others_in_the_footer(client):
    assert menu(client) == ["Sök", "Planer", *SECTIONS, "Teman"]
    assert "/erfarenheter/" in footer(client)


def test_a_page_that_is_shown_in_menus_is_there_at_once_in_the_order_of_the_tree(client):
    menu(client)
    shown = DialogueIndexPage.objects.get()
    shown.show_in_menus = True
    publish(shown)

    assert menu(client) == ["Sök", "Planer", *SECTIONS, "Erfarenheter och förslag", "Teman"]
    assert "/erfarenheter/" not in footer(client)


def test_moved_and_unpublished_pages_are_moved_and_gone_at_once(client):
    menu(client)
    reports = Page.objects.get(pk=ReportIndexPage.objects.get().pk)
    reports.move(reports.get_siblings().first(), pos="left")
    assert menu(client)[2:4] == ["Rapporter", "Regioner"]

    ReportIndexPage.objects.get().unpublish()
    assert "Rapporter" not in menu(client)


def edit_links(client, path):
    return [link["href"] for link in parsed(client, path).select(".edit-page a")]


def test_an_editor_finds_the_form_of_a_page_on_it_and_comes_back(editor):
    report = ReportPageFactory(title="Läget")

    assert edit_links(editor, report.url) == [f"/admin/pages/{report.pk}/edit/?next={report.url.replace('/', '%2F')}"]
    assert edit_links(editor, "/planer/") == []


def test_an_editor_finds_the_form_of_an_owner_and_of_a_plan_on_their_pages(editor):
    owner = OrganisationFactory()
    plan = OwnedPlanFactory(owner__organisation=owner)
    address = plan.get_absolute_url()

    for path, form in (
        (address, f"/admin/planer/edit/{plan.pk}/"),
        (f"{address.rstrip('/').rpartition('/')[0]}/", f"/admin/organisationer/edit/{owner.pk}/"),
    ):
        assert edit_links(editor, path) == [f"{form}?next={path.replace('/', '%2F')}"]
        assert edit_links(Client(), path) == []


def test_strangers_and_readers_never_get_it(editor):
    report = ReportPageFactory(title="Läget")
    stranger, reader = Client(), Client()
    reader.force_login(User.objects.create_user("lasare@example.org", password="x"))
    editor.get(report.url)

    assert [edit_links(one, report.url) for one in (stranger, stranger, reader)] == [[], [], []]


def test_the_form_of_a_page_leads_back_to_its_list(editor):
    report = ReportPageFactory(title="Läget")

    links = parsed(editor, "/admin/rapporter/").select(".title-wrapper a")

    assert [link["href"] for link in links] == [f"/admin/pages/{report.pk}/edit/?next=/admin/rapporter/"]
