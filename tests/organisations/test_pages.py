"""The pages of the regions as readers and editors see them."""

import re

import pytest
from django.contrib.auth.models import Group
from wagtail.models import PageViewRestriction
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from accounts.models import User
from home.bootstrap import set_up_site
from home.models import HomePage
from organisations.models import Organisation, OrganisationPage, RegionIndexPage
from reports.models import ReportOrganisation, ReportPage
from search.indexing import rebuild
from tests.factories.organisations import RegionFactory

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
        one = ReportPage(title=title, summary="S.", level="regional", year=year, follow_up="anvands", **values)
        one.organisations = [ReportOrganisation(organisation=page.organisation)]
        return OrganisationPage.objects.get(pk=page.pk).add_child(instance=one)

    return report


def rows(html):
    return re.findall(r'<a class="row__title" href="([^"]+)">([^<]+)</a>', html)


def test_a_page_has_the_name_of_the_register_and_leads_to_the_plans(client, page):
    html = client.get(ADDRESS).text

    assert "<h1>Region Uppsala</h1>" in html
    assert rows(html) == [
        ("/planer/03-region-uppsala/", "Region Uppsalas egen biblioteksplan"),
        ("/planer/?lan=03", "Kommunernas planer i Uppsala län"),
    ]
    assert "Rapporter och träffar om biblioteksplaner i Uppsala län." in html
    assert "Regionen har inte publicerat något här än." in html


def test_a_page_lists_what_stands_below_it_in_the_order_of_the_type(client, report):
    report("Äldre", 2023)
    report("Nyare", 2026)
    report("Utkast", 2026, live=False)
    closed = report("Stängd", 2026)
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)

    html = client.get(ADDRESS).text

    assert re.findall(r'<h2 id="grupp-\d">([^<]+)</h2>', html) == ["Rapporter"]
    assert rows(html)[:-2] == [(f"{ADDRESS}nyare/", "Nyare"), (f"{ADDRESS}aldre/", "Äldre")]
    assert "Regional rapport, 2026" in html


def test_the_list_of_regions_counts_what_is_below_each(client, report):
    RegionFactory(code="01", name="Region Stockholm", county_code="01")
    set_up_site()
    report("En")
    assert "1 rapport<" in client.get("/regioner/").text
    report("Två")

    html = client.get("/regioner/").text

    assert rows(html) == [("/regioner/01-region-stockholm/", "Region Stockholm"), (ADDRESS, "Region Uppsala")]
    assert re.findall(r'class="row__aside[^"]*">([^<]+)<', html) == ["2 rapporter"]


def test_a_joint_report_is_listed_by_each_region_whose_it_is(client, report):
    stockholm = RegionFactory(code="01", name="Region Stockholm", county_code="01")
    set_up_site()
    joint = report("Gemensam")
    joint.organisations.add(ReportOrganisation(organisation=stockholm))
    joint.save()

    theirs = rows(client.get("/regioner/01-region-stockholm/").text)

    assert theirs[:-2] == rows(client.get(ADDRESS).text)[:-2] == [(f"{ADDRESS}gemensam/", "Gemensam")]
    assert re.findall(r'class="row__aside[^"]*">([^<]+)<', client.get("/regioner/").text) == ["1 rapport", "1 rapport"]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("address", "queries"), [("/regioner/", 10), (ADDRESS, 9)])
def test_pages_ask_the_same_for_one_and_three_below(client, report, django_assert_num_queries, count, address, queries):
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
def test_a_code_with_another_name_leads_to_the_page_for_good(client, asked, leads_to):
    RegionFactory(code="0980", region_code="09", kind="municipality", name="Gotland", county_code="09")
    set_up_site()

    answer = client.get(asked)

    assert (answer.status_code, answer.url) == (301, leads_to)


@pytest.mark.parametrize("asked", ["/regioner/99/", "/regioner/uppsala/", f"{ADDRESS}finns-inte/", "/regioner/-/"])
def test_an_address_without_a_region_is_not_found(client, asked):
    assert client.get(asked).status_code == 404


def test_a_renamed_region_has_its_new_name_at_its_old_address(client, django_capture_on_commit_callbacks):
    region = Organisation.objects.get()
    region.name = region.display_name = "Region Mitt"
    with django_capture_on_commit_callbacks(execute=True):
        region.save()

    assert "<h1>Region Mitt</h1>" in client.get(ADDRESS).text
    assert f'href="{ADDRESS}"' in client.get("/sok/?source=information&q=mitt").text


def test_a_region_is_found_by_its_names_and_its_own_words(client, page, django_capture_on_commit_callbacks):
    page.body = [("text", "<p>Vi samordnar uppföljningen.</p>")]
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()

    for words in ("uppsalaregionen", "samordnar"):
        assert f'href="{ADDRESS}' in client.get(f"/sok/?source=information&q={words}").text


@pytest.fixture
def editor(client):
    user = User.objects.create_user("kb", password="x")
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


def test_an_editor_writes_a_regions_page(editor, page):
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
def test_what_is_wrong_is_told_at_its_field(editor, page, values, field, message):
    answer = editor.post(f"/admin/pages/{page.pk}/edit/", edited(**values))

    assert answer.context["form"].errors == {field: [message]}


def test_nobody_makes_another_page_for_a_region(editor):
    index = RegionIndexPage.objects.get()

    assert editor.get(f"/admin/pages/add/organisations/organisationpage/{index.pk}/").status_code != 200
    assert RegionIndexPage not in HomePage.creatable_subpage_models()


def test_the_admin_lists_them_with_county_and_contact(editor, page):
    OrganisationPage.objects.update(contact="bibliotek@region.example")

    html = editor.get("/admin/regionsidor/").text

    assert ("Region Uppsala" in html, "Uppsala län" in html, "bibliotek@region.example" in html) == (True, True, True)
    assert "Lägg till regionsida" not in html
