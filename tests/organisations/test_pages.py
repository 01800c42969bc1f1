"""Region pages: rendering, redirects, search and admin."""

import re

import pytest
from django.contrib.auth.models import Group
from wagtail.models import PageViewRestriction
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from accounts.models import User
from home.bootstrap import set_up_site
from home.models import HomePage
from organisations.models import Organisation, OrganisationPage, RegionIndexPage
from reports.models import ReportOrganisation
from search.indexing import rebuild
from tests.factories.organisations import RegionFactory
from tests.factories.pages import ReportPageFactory

pytestmark = pytest.mark.django_db

ADDRESS = "/regioner/03-region-uppsala/"


@pytest.fixture(autouse=True)
def site(settings, tmp_path):
    settings.SEARCH_URL = f"sqlite:///{tmp_path / 'index.sqlite3'}"
    settings.SEARCH_QUEUE_DIR = tmp_path
    RegionFactory(genitive="Region Uppsalas", aliases=["Uppsalaregionen"])
    set_up_site()
    rebuild()


@pytest.fixture
def page():
    return OrganisationPage.objects.get(organisation__code="03")


@pytest.fixture
def report(page):
    def report(title, year=2025, **values):
        rows = [ReportOrganisation(organisation=page.organisation)]
        parent = OrganisationPage.objects.get(pk=page.pk)
        return ReportPageFactory(parent=parent, title=title, level="regional", year=year, organisations=rows, **values)

    return report


def rows(html):
    return re.findall(r'<a class="row__title" href="([^"]+)">([^<]+)</a>', html)


def test_page_shows_the_organisations_name_and_links_to_plans(client, page):
    html = client.get(ADDRESS).text

    assert "<h1>Region Uppsala</h1>" in html
    assert rows(html) == [
        ("/planer/03-region-uppsala/", "Region Uppsalas egen biblioteksplan"),
        ("/planer/?lan=03", "Kommunernas planer i Uppsala län"),
    ]
    assert "Rapporter och träffar om biblioteksplaner i Uppsala län." in html
    assert "Regionen har inte publicerat något här än." in html


def test_page_lists_child_pages_in_the_order_of_their_type(client, report):
    report("Äldre", 2023)
    report("Nyare", 2026)
    report("Utkast", 2026, live=False)
    closed = report("Stängd", 2026)
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)

    html = client.get(ADDRESS).text

    assert re.findall(r'<h2 id="grupp-\d">([^<]+)</h2>', html) == ["Rapporter"]
    assert rows(html)[:-2] == [(f"{ADDRESS}nyare/", "Nyare"), (f"{ADDRESS}aldre/", "Äldre")]
    assert "Regional rapport, 2026" in html


def test_index_page_counts_pages_of_each_region(client, report):
    RegionFactory(code="01", name="Region Stockholm", county_code="01")
    set_up_site()
    report("En")
    assert "1 rapport<" in client.get("/regioner/").text
    report("Två")

    html = client.get("/regioner/").text

    assert rows(html) == [("/regioner/01-region-stockholm/", "Region Stockholm"), (ADDRESS, "Region Uppsala")]
    assert re.findall(r'class="row__aside[^"]*">([^<]+)<', html) == ["2 rapporter"]


def test_joint_report_is_listed_by_each_of_its_regions(client, report):
    stockholm = RegionFactory(code="01", name="Region Stockholm", county_code="01")
    set_up_site()
    joint = report("Gemensam")
    joint.organisations.add(ReportOrganisation(organisation=stockholm))
    joint.save()

    theirs = rows(client.get("/regioner/01-region-stockholm/").text)

    assert theirs[:-2] == rows(client.get(ADDRESS).text)[:-2] == [(f"{ADDRESS}gemensam/", "Gemensam")]
    assert re.findall(r'class="row__aside[^"]*">([^<]+)<', client.get("/regioner/").text) == ["1 rapport", "1 rapport"]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("address", "queries"), [("/regioner/", 13), (ADDRESS, 14)])
def test_query_count_is_constant(client, report, django_assert_num_queries, count, address, queries):
    for number in range(count):
        report(f"Rapport {number}")
    client.get(address)

    with django_assert_num_queries(queries):
        client.get(address)


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("/regioner/03/", ADDRESS),
        ("/regioner/03-uppsala-landsting/", ADDRESS),
        ("/regioner/03-uppsala/en-rapport/?a=1", f"{ADDRESS}en-rapport/?a=1"),
        ("/regioner/09/", "/regioner/09-gotland/"),
        ("/regioner/0980-gotland/", "/regioner/09-gotland/"),
    ],
)
def test_code_with_another_name_redirects_permanently(client, asked, leads_to):
    RegionFactory(code="0980", region_code="09", kind="municipality", name="Gotland", county_code="09")
    set_up_site()

    answer = client.get(asked)

    assert (answer.status_code, answer.url) == (301, leads_to)


@pytest.mark.parametrize("asked", ["/regioner/99/", "/regioner/uppsala/", f"{ADDRESS}finns-inte/", "/regioner/-/"])
def test_unknown_region_gives_404(client, asked):
    assert client.get(asked).status_code == 404


def test_renamed_region_keeps_its_url(client, django_capture_on_commit_callbacks):
    region = Organisation.objects.get()
    region.name = region.display_name = "Region Mitt"
    with django_capture_on_commit_callbacks(execute=True):
        region.save()

    assert "<h1>Region Mitt</h1>" in client.get(ADDRESS).text
    assert f'href="{ADDRESS}"' in client.get("/sok/?source=information&q=mitt").text


def test_search_finds_a_region_by_names_and_text(client, page, django_capture_on_commit_callbacks):
    page.body = [("text", "<p>Vi samordnar uppföljningen.</p>")]
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()

    for words in ("uppsalaregionen", "samordnar"):
        assert f'href="{ADDRESS}' in client.get(f"/sok/?source=information&q={words}").text


@pytest.fixture
def editor(client):
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
