"""Region pages: rendering, redirects and search."""

import datetime as dt
import re

import lxml.html
import pytest
from icalendar import Calendar
from wagtail.models import PageViewRestriction

from home.bootstrap import set_up_site
from organisations.models import Organisation, OrganisationPage
from reports.models import ReportOrganisation
from search.indexing import rebuild
from tests.calendar_programs import PROGRAMS
from tests.factories.library_plans import DecisionFactory, PlanFactory, PlanOwnerFactory
from tests.factories.organisations import OrganisationFactory, RegionFactory
from tests.factories.pages import ReportPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("prepared_site")]

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


@pytest.fixture
def county(site):
    """Two municipalities and the region: a plan that ends next year, one that is followed, and a proposal."""
    year = dt.date.today().year
    alby, berga = OrganisationFactory(code="0399", name="Alby"), OrganisationFactory(code="0398", name="Berga")
    region = Organisation.objects.get(code="03")
    OrganisationFactory(code="0199", name="Annan", county_code="01", county_name="Stockholms län")

    def plan(owner, first, last, title, role="kommun", **decision):
        made = PlanFactory(
            title=title, starts=dt.date(first, 1, 1), ends=dt.date(last, 12, 31), adopted_date_unknown=False
        )
        PlanOwnerFactory(plan=made, organisation=owner, role=role)
        DecisionFactory(plan=made, **{"decided_on": dt.date(year - 4, 11, 20), **decision})
        return made

    return {
        "alby": plan(alby, year - 3, year + 1, "Albys plan"),
        "berga": plan(berga, year - 3, year, "Bergas plan"),
        "next": plan(berga, year + 1, year + 4, "Bergas nya plan"),
        "region": plan(region, year + 1, year + 4, "Förslag", role="region", kind="remiss"),
    }


def cells(html_text):
    tree = lxml.html.fromstring(html_text)
    found = tree.cssselect("[data-testid=county-plans] tbody tr")
    return [[" ".join(cell.text_content().split()) for cell in row] for row in found]


def test_page_shows_the_plans_of_its_owners_with_status_and_last_day(client, county):
    year = dt.date.today().year
    text = client.get(ADDRESS).text

    assert cells(text) == [
        ["Region Uppsala", "Under remiss", "nej", "Förslag", ""],
        ["Alby kommun", "Gällande", "ja", "Albys plan", f"{year + 1}-12-31"],
        ["Berga kommun", "Gällande, går ut snart", "ja", "Bergas plan", f"{year}-12-31"],
    ]
    assert "2 av 2 kommuner och 0 av 1 region har en plan i kraft som är känd här." in text
    section = lxml.html.fromstring(text).cssselect("[aria-labelledby=slutdatum]")[0]
    assert [" ".join(row.text_content().split()) for row in section.cssselect("li")] == [
        f"Berga kommun: Bergas plan Sista dag 31 december {year}, följs av Bergas nya plan",
        f"Alby kommun: Albys plan Sista dag 31 december {year + 1}",
    ]


def test_calendar_has_the_last_days_of_the_county(client, county):
    year = dt.date.today().year
    answer = client.get("/planer/lan/03/slutdatum.ics")
    calendar = Calendar.from_ical(answer.content)

    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert str(calendar["X-WR-CALNAME"]) == "Biblioteksplaner som går ut, Uppsala län (exempel)"
    assert [(str(event["SUMMARY"]), event.start, event.end) for event in calendar.events] == [
        ("Berga kommun: Bergas plan går ut", dt.date(year, 12, 31), dt.date(year + 1, 1, 1)),
        ("Alby kommun: Albys plan går ut", dt.date(year + 1, 12, 31), dt.date(year + 2, 1, 1)),
    ]
    assert str(calendar.events[0]["URL"]) == f"http://testserver{county['berga'].get_absolute_url()}"


@pytest.mark.parametrize("read", PROGRAMS)
def test_programs_take_a_last_day_for_a_day(client, county, read):
    year = dt.date.today().year

    assert read(client.get("/planer/lan/03/slutdatum.ics").content) == [
        ("Berga kommun: Bergas plan går ut", dt.date(year, 12, 31), dt.date(year + 1, 1, 1), None),
        ("Alby kommun: Albys plan går ut", dt.date(year + 1, 12, 31), dt.date(year + 2, 1, 1), None),
    ]


def test_calendar_follows_an_extension(client, county):
    def event():
        calendar = Calendar.from_ical(client.get("/planer/lan/03/slutdatum.ics").content)
        return next(event for event in calendar.events if "Albys" in str(event["SUMMARY"]))

    before, year = event(), dt.date.today().year
    DecisionFactory(
        plan=county["alby"], kind="forlangning", decided_on=dt.date.today(), new_end=dt.date(year + 2, 6, 30)
    )
    after = event()

    assert (after["UID"], after.start) == (before["UID"], dt.date(year + 2, 6, 30))
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["DTSTAMP"].dt > before["DTSTAMP"].dt
    assert after.last_modified > before.last_modified


@pytest.mark.parametrize("code", ["99", "x", "0380"])
def test_calendar_of_no_county_gives_404(client, code):
    assert client.get(f"/planer/lan/{code}/slutdatum.ics").status_code == 404


def test_menu_leads_to_the_regions(client):
    links = lxml.html.fromstring(client.get("/planer/").text).cssselect(".nav a")

    assert ("Regioner", "/regioner/") in [(link.text, link.get("href")) for link in links]


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
@pytest.mark.parametrize(("address", "queries"), [("/regioner/", 13), (ADDRESS, 17)])
def test_query_count_is_constant(client, report, county, django_assert_num_queries, count, address, queries):
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
