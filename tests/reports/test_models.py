"""Pages of reports: details, the list with its filters, visibility and query counts."""

import re

import pytest
from django.core.files.base import ContentFile
from wagtail.documents.models import Document
from wagtail.models import PageViewRestriction

from organisations.models import Organisation, OrganisationPage
from reports.models import ReportPage, ReportPlan
from tests.factories.library_plans import EditionFactory, OwnedPlanFactory
from themes.models import Theme


def listed_urls(client, query=""):
    html = client.get(f"/rapporter/{query}").text
    return re.findall(r'data-testid="report"[^>]*>\s*<a class="row__title" href="([^"]+)"', html)


def test_page_shows_organisations_authors_and_subject(client, publish):
    author = {"name": "Utvecklingsledare", "role": "projektledare", "organisation": "Region Uppsala"}
    publish(authors=[("author", author)], easy_to_read="Kort sagt.\n\nDet går bra.")

    html = client.get("/rapporter/laget-i-lanet/").text

    facts = re.findall(r"<dt>([^<]+)</dt>\s*<dd>(.*?)</dd>", html, re.S)
    assert [(name, " ".join(value.split())) for name, value in facts] == [
        ("Typ", "Regional rapport"),
        ("År", "2025"),
        ("Vems rapport", '<a href="/planer/03-region-uppsala/">Region Uppsala</a>'),
        ("Vem har gjort den", "Utvecklingsledare, projektledare, Region Uppsala"),
        ("Handlar om", "Hur planerna används"),
    ]
    assert '<h2 id="lattlast-sammanfattning">Lättläst</h2>' in html
    assert "<p>Det går bra.</p>" in html


def test_organisation_without_plans_is_not_a_link(client, publish):
    publish(level="nationell", organisations=[Organisation.objects.get(code="2021001710")])

    assert "<dd>KB</dd>" in client.get("/rapporter/laget-i-lanet/").text


def test_page_shows_national_spread_with_its_reason(client, publish):
    publish(nationally_spread=True, spread_reason="Gäller alla.", spread_on="2026-03-03")

    html = client.get("/rapporter/laget-i-lanet/").text

    assert "Sprids nationellt av KB sedan 3 mars 2026" in html
    assert "<p>Gäller alla.</p>" in html
    assert '<span class="chip">Sprids nationellt</span>' in client.get("/rapporter/").text


def test_file_is_shown_with_pages_and_accessibility(client, publish):
    document = Document.objects.create(title="Rapport", file=ContentFile(b"%PDF-", name="rapport.pdf"))
    file = {
        "file": document,
        "title": "Hela rapporten",
        "accessibility": "partial",
        "alternative": "Fråga oss.",
        "pages": 24,
    }
    publish(files=[("file", file)])

    html = client.get("/rapporter/laget-i-lanet/").text

    assert f'<a href="{document.url}">Hela rapporten</a>' in html
    assert " ".join(re.search(r"<small>(.*?)</small>", html, re.S)[1].split()) == (
        "PDF, 5 byte, 24 sidor, delvis tillgänglig <br>Fråga oss."
    )


def test_plans_link_to_the_chosen_page(client, publish):
    osthammar = Organisation.objects.get(code="0382")
    plan = OwnedPlanFactory(title="Plan", owner__organisation=osthammar, owner__slug="plan")
    edition = EditionFactory(plan=plan, number=2, page_count=9)
    unowned = EditionFactory(plan__owner=None).plan
    page = publish()
    page.plans = [
        ReportPlan(plan=plan),
        ReportPlan(plan=plan, edition=edition, page_number=7),
        ReportPlan(plan=unowned),
    ]
    page.save_revision().publish()

    html = client.get("/rapporter/laget-i-lanet/").text

    assert re.findall(r'href="(/planer/0382[^"]+)">([^<]+)<', html) == [
        ("/planer/0382-osthammar/plan/", "Östhammar: Plan"),
        ("/planer/0382-osthammar/plan/2/sida/7/", "Östhammar: Plan"),
    ]
    assert "Sida 7" in html


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["Lokal 2026", "Nationell 2024", "Regional 2023"]),
        ("?niva=lokal", ["Lokal 2026"]),
        ("?lan=03", ["Lokal 2026", "Regional 2023"]),
        ("?lan=04", ["Nationell 2024"]),
        ("?ar=2024", ["Nationell 2024"]),
        ("?tema=beredskap", ["Regional 2023"]),
        ("?niva=regional&lan=03&ar=2023&tema=beredskap", ["Regional 2023"]),
        ("?niva=lokal&ar=1999", []),
        ("?utm_source=brev", ["Lokal 2026", "Nationell 2024", "Regional 2023"]),
    ],
)
def test_list_is_filtered(client, publish, uppsala, query, titles):
    kb, osthammar = (Organisation.objects.get(code=code) for code in ("2021001710", "0382"))
    sormland = Organisation.objects.create(
        code="04", region_code="04", kind="region", name="Sörmland", display_name="Sörmland", county_code="04"
    )
    publish("Regional 2023", year=2023, themes=[Theme.objects.get(slug="beredskap")])
    publish("Lokal 2026", year=2026, level="lokal", organisations=[osthammar, uppsala])
    publish("Nationell 2024", year=2024, level="nationell", organisations=[kb, sormland])

    found = [
        ReportPage.objects.get(slug=url.rstrip("/").rpartition("/")[2]).title for url in listed_urls(client, query)
    ]

    assert found == titles


def test_filters_show_their_values(client, publish):
    publish()

    html = client.get("/rapporter/?niva=lokal&lan=03&ar=2024").text

    assert re.findall(r'<option value="([^"]+)" selected>', html) == ["lokal", "03"]
    assert 'name="ar" value="2024"' in html


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("?niva=hog", "Välj ett giltigt alternativ"),
        ("?lan=99", "Välj ett giltigt alternativ"),
        ("?ar=igår", "Fyll i ett heltal"),
        ("?ar=1066", "större än eller lika med 1990"),
        ("?tema=finns-inte", "Välj ett giltigt alternativ"),
    ],
)
def test_invalid_filter_value_is_reported_at_its_field(client, publish, query, message):
    publish()

    answer = client.get(f"/rapporter/{query}")

    [error] = re.findall(r'class="field__error"[^>]*>([^<]+)<', answer.text)
    assert (answer.status_code, message in error) == (400, True)
    assert answer.text.count('aria-invalid="true"') == 1


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_of_list_is_constant(client, publish, django_assert_num_queries, count):
    for number in range(count):
        publish(f"Rapport {number}")
    client.get("/rapporter/")

    with django_assert_num_queries(13):
        client.get("/rapporter/")


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_of_page_is_constant(client, publish, django_assert_num_queries, count):
    plans = [OwnedPlanFactory() for _number in range(count)]
    documents = [Document.objects.create(title="R", file=ContentFile(b"%PDF-", name="r.pdf")) for _ in range(count)]
    page = publish(
        themes=Theme.objects.all()[:count],
        organisations=list(Organisation.objects.all()[:count]),
        files=[("file", {"file": one, "title": "", "accessibility": "full", "alternative": ""}) for one in documents],
    )
    page.plans = [ReportPlan(plan=plan, edition=EditionFactory(plan=plan), page_number=1) for plan in plans]
    page.save_revision().publish()
    client.get("/rapporter/laget-i-lanet/")

    with django_assert_num_queries(17):
        client.get("/rapporter/laget-i-lanet/")


def test_report_below_a_region_is_listed(client, publish):
    region = OrganisationPage.objects.get()
    publish(parent=region)

    assert listed_urls(client) == ["/regioner/03-region-uppsala/laget-i-lanet/"]


def test_private_and_unpublished_reports_are_not_listed(client, publish):
    private, unpublished = publish("Stängd"), publish("Tillbaka")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    unpublished.unpublish()

    assert listed_urls(client) == []
    assert client.get("/rapporter/stangd/").status_code == 302
    assert client.get("/rapporter/tillbaka/").status_code == 404


def test_replaced_file_renews_what_the_page_says_of_it(client, publish, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    document = Document.objects.create(title="Rapport", file=ContentFile(b"x" * 1200, name="rapport.pdf"))
    file = {"file": document, "title": "", "accessibility": "full", "alternative": ""}
    page = publish(body=[("file", file)])
    before = "1,2 kB" in client.get(page.url).text

    document.file = ContentFile(b"x" * 3400, name="rapport.pdf")
    document._set_document_file_metadata()
    document.save()

    assert (before, "3,4 kB" in client.get(page.url).text) == (True, True)
