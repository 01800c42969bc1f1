"""The admin form of region pages."""

import pytest
from django.contrib.auth.models import Group
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from accounts.models import User
from home.bootstrap import set_up_site
from home.models import HomePage
from organisations.models import OrganisationPage, RegionIndexPage
from tests.factories.organisations import RegionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("prepared_site")]

ADDRESS = "/regioner/03-region-uppsala/"


@pytest.fixture
def page(settings, tmp_path):
    settings.SEARCH_URL = f"sqlite:///{tmp_path / 'index.sqlite3'}"
    settings.SEARCH_QUEUE_DIR = tmp_path
    RegionFactory(genitive="Region Uppsalas", aliases=["Uppsalaregionen"])
    set_up_site()
    return OrganisationPage.objects.get(organisation__code="03")


@pytest.fixture
def editor(client, page):
    user = User.objects.create_user("kb@example.org", password="x")
    user.groups.add(Group.objects.get(name="KB"))
    client.force_login(user)
    return client


def edited(**values):
    data = {
        "summary": "Så arbetar vi.",
        "body": streamfield([("text", rich_text("<p>Ord.</p>"))]),
        "contact": "bibliotek@region.example",
        "comments": {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": ""},
        "action-publish": "1",
    }
    return nested_form_data({**data, **values})


def test_editor_can_change_a_region_page(editor, page):
    editor.post(f"/admin/pages/{page.pk}/edit/", edited())

    html = editor.get(ADDRESS).text
    assert '<p class="lead">Så arbetar vi.</p>' in html
    assert '<a href="mailto:bibliotek@region.example">' in html
    assert "<h1>Region Uppsala</h1>" in html


@pytest.mark.parametrize(
    ("values", "field", "message"),
    [
        ({"contact": "inte en adress"}, "contact", "Fyll i en giltig e-postadress."),
        ({"summary": "x" * 401}, "summary", "Säkerställ att detta värde har som mest 400 tecken (den har 401)."),
    ],
)
def test_invalid_value_has_an_error_at_its_field(editor, page, values, field, message):
    answer = editor.post(f"/admin/pages/{page.pk}/edit/", edited(**values))

    assert answer.context["form"].errors == {field: [message]}


def test_region_page_cannot_be_created_by_hand(editor):
    index = RegionIndexPage.objects.get()

    assert editor.get(f"/admin/pages/add/organisations/organisationpage/{index.pk}/").status_code != 200
    assert RegionIndexPage not in HomePage.creatable_subpage_models()


def test_admin_lists_county_and_contact(editor, page):
    OrganisationPage.objects.update(contact="bibliotek@region.example")

    html = editor.get("/admin/regionsidor/").text

    assert ("Region Uppsala" in html, "Uppsala län" in html, "bibliotek@region.example" in html) == (True, True, True)
    assert "Lägg till regionsida" not in html
