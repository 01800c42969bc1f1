"""robots.txt, sitemap, security headers and the start page."""

import datetime as dt
import re

import lxml.html
import pytest
from django.test import override_settings
from django.utils import timezone
from wagtail.models import Page

from events.choices import EventKind, EventState
from organisations.models import Organisation
from tests.factories.library_plans import DecisionFactory, EditionFactory, OwnedPlanFactory, PlanOwnerFactory
from tests.factories.pages import EventPageFactory, GuidancePageFactory, ReportPageFactory
from themes.models import Theme

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_index(settings, tmp_path):
    settings.SEARCH_URL = f"sqlite:///{tmp_path / 'index.sqlite3'}"


def test_demo_disallows_robots_and_indexing(client):
    assert client.get("/robots.txt").text == "User-agent: *\nDisallow: /\n"
    assert '<meta name="robots" content="noindex, nofollow">' in client.get("/planer/").text


@override_settings(DEMO=False)
def test_production_site_allows_robots_except_admin_and_results(client):
    assert client.get("/robots.txt").text.splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /sok/",
        "",
        "Sitemap: http://testserver/sitemap.xml",
    ]
    assert "noindex" not in client.get("/planer/").text


def test_sitemap_lists_plans_with_owners_pages_and_themes(client, prepared_site):
    Theme.objects.exclude(slug="beredskap").delete()
    plan = OwnedPlanFactory(owner__slug="plan-1")
    EditionFactory(plan__owner=None)
    pages = Page.objects.filter(depth=3).public().exclude(slug="sammanfattningar-av-planer").order_by("path")
    sections = [page.url for page in pages]
    assert "/intranat/" not in sections

    text = client.get("/sitemap.xml").text

    assert re.findall(r"<loc>http://testserver([^<]+)</loc>", text) == [
        "/sok/",
        "/planer/",
        "/teman/",
        "/api/",
        "/",
        *sections,
        "/teman/beredskap/",
        plan.get_absolute_url().partition("plan-1")[0],
        plan.get_absolute_url(),
    ]


def test_start_page_shows_counts_with_totals(client, organisations, prepared_site):
    year = dt.date.today().year
    plan = OwnedPlanFactory(
        starts=dt.date(year - 1, 1, 1),
        ends=dt.date(year, 12, 31),
        adopted_date_unknown=False,
        owner__organisation=Organisation.objects.get(code="1292"),
    )
    DecisionFactory(plan=plan, decided_on=dt.date(year - 2, 11, 1))
    EditionFactory(plan=plan, state="damaged")

    text = " ".join(client.get("/").text.split())

    assert text.count("1 av 290<") == 2
    assert "1 av 1<" in text
    assert "0 av 1<" in text
    assert "1 saknar läsbar text." in text
    assert "Antagen av kommunfullmäktige 1 november" in text


def test_gotland_counts_once_among_municipalities_and_regions(client, organisations, prepared_site):
    year = dt.date.today().year
    gotland = Organisation.objects.get(code="0980")
    plan = OwnedPlanFactory(
        starts=dt.date(year - 1, 1, 1), ends=dt.date(year, 12, 31), owner__organisation=gotland, owner__role="kommun"
    )
    PlanOwnerFactory(plan=plan, organisation=gotland, role="region", position=2)

    text = " ".join(client.get("/").text.split())

    assert '1 av 1</p> <p class="figure__what">kommuner och regioner med en plan i kraft' in text


def headings(html):
    """What stands below each heading of the start page: titles of its list items, or its first sentence."""
    tree = lxml.html.fromstring(html)
    found = {}
    for section in tree.cssselect("section[aria-labelledby]"):
        titles = [link.text for link in section.cssselect(".row__title")]
        found[section.cssselect("h2, h1")[0].text] = titles or section.cssselect("p")[0].text_content().strip()
    return found


def test_start_page_shows_the_next_traffpunkt_and_the_latest_guidance_and_reports(client, prepared_site):
    now = timezone.now()
    for title, days, values in (
        ("Förra", -30, {}),
        ("Inställd", 5, {"state": EventState.CANCELLED}),
        ("Regional", 6, {"kind": EventKind.GATHERING}),
        ("Nästa", 10, {}),
        ("Senare", 40, {}),
    ):
        EventPageFactory(
            title=title, starts=now + dt.timedelta(days=days), ends=now + dt.timedelta(days=days, hours=3), **values
        )
    for number in range(4):
        ReportPageFactory(title=f"Rapport {number}", year=2020 + number)
        GuidancePageFactory(title=f"Stöd {number}", version_date=dt.date(2020 + number, 1, 1))
    ReportPageFactory(title="Utkast", year=2026, live=False)

    shown = headings(client.get("/").text)

    assert (shown["Nästa Träffpunkt"], shown["Senaste rapporterna"], shown["Senaste vägledningen"]) == (
        ["Nästa"],
        ["Rapport 3", "Rapport 2", "Rapport 1"],
        ["Stöd 3", "Stöd 2", "Stöd 1"],
    )


def test_start_page_says_when_no_traffpunkt_is_set(client, prepared_site):
    shown = headings(client.get("/").text)

    assert shown["Nästa Träffpunkt"] == "Ingen dag är satt för nästa."
    assert {"Senaste rapporterna", "Senaste vägledningen"} & set(shown) == set()


def test_security_headers(client):
    answer = client.get("/planer/")

    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"


def test_error_page_needs_no_database():
    from django.template.loader import render_to_string

    assert "Något gick fel" in render_to_string("500.html")


def test_a_page_of_the_admin_that_does_not_exist_names_the_site(admin_client, empty_site):
    answer = admin_client.get("/admin/finns-inte/")

    assert answer.status_code == 404
    title, main = (lxml.html.fromstring(answer.text).find(path).text_content() for path in ("head/title", "body//main"))
    assert title == "Sidfel 404: Sidan kunde inte hittas - Träffpunkt biblioteksplaner"
    assert "Wagtail" not in main
