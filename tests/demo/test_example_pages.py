"""The example pages of the demo."""

import re
from datetime import date

import pytest
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.models import Page

from demo.example_pages import EXAMPLE_NOTICE, load_example_pages
from dialogue.models import ExperiencePage, ProposalPage
from events.models import EventPage
from guidance.models import GuidanceStepPage
from library_plans.summaries.models import PlanSummaryPage
from reports.models import ReportPage
from tests.factories.accounts import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_collection")]


@pytest.fixture(autouse=True)
def site_without_specimens(settings):
    """The collection was made with the site's own settings, without the models of the tests."""
    types = {row: types for row, types in settings.RELATED_PAGE_TYPES.items() if not row.startswith("specimens.")}
    settings.RELATED_PAGE_TYPES = types


def test_number_of_pages_of_each_type():
    events = EventPage.objects.order_by("starts").values_list("kind", "state")

    assert list(events) == [
        ("webcast", "cancelled"),
        ("webcast", "published_material"),
        ("gathering", "held"),
        ("gathering", "open"),
        ("whole_day", "open"),
        ("dialogue", "save_the_date"),
    ]
    reports = ReportPage.objects.all()
    regions = set(reports.exclude(level="nationell").values_list("organisations__organisation__region_code", flat=True))
    assert (reports.count(), reports.filter(nationally_spread=True).count(), len(regions)) == (8, 2, 6)
    outcomes = list(ProposalPage.objects.order_by("day").values_list("outcome", flat=True))
    assert (ExperiencePage.objects.count(), outcomes) == (4, ["antaget", "avslaget", "mottaget"])
    assert (GuidanceStepPage.objects.count(), PlanSummaryPage.objects.count()) == (5, 12)


def test_image_is_served(client):
    text = client.get("/erfarenheter/barnen-laste-forst/").text
    address = re.search(r'<img src="(/media/[^"]+)" [^>]*alt="En hylla med böcker i olika färger"', text).group(1)

    assert client.get(address)["Content-Type"] == "image/png"


def test_each_statement_of_a_summary_occurs_on_its_page():
    for page in PlanSummaryPage.objects.all():
        for row in page.public_statements():
            texts = row.edition.passages.filter(page_number=row.page).values_list("text", flat=True)
            assert any(row.words in text for text in texts), (page, row)


def test_loading_again_creates_nothing():
    before = Page.objects.count()

    assert load_example_pages(timezone.localdate()) == 0
    assert Page.objects.count() == before


def test_loading_on_another_day_creates_nothing():
    assert load_example_pages(date(2030, 1, 1)) == 0


def test_every_page_is_served_to_signed_in_users_and_marked_as_example(client):
    client.force_login(UserFactory())
    pages = [page for page in Page.objects.live().filter(depth__gte=3).specific() if "Exempel" in page.title]
    answers = {page.url: client.get(page.url) for page in pages}

    assert len(answers) == 31
    assert {url: answer.status_code for url, answer in answers.items() if answer.status_code != 200} == {}
    assert [url for url, answer in answers.items() if EXAMPLE_NOTICE not in answer.text] == []


def test_internal_news_and_document_are_for_signed_in_users(client):
    document = Document.objects.get(audience__isnull=False)
    addresses = ["/intranat/nytt-arbetsmaterial/", document.url]
    before = [client.get(address).status_code for address in addresses]
    client.force_login(UserFactory())
    _news, file = [client.get(address) for address in addresses]

    assert before == [302, 404]
    assert b"".join(file).decode().startswith(EXAMPLE_NOTICE)
    assert all(
        row.title in client.get("/intranat/").text for row in (document, Page.objects.get(slug="nytt-arbetsmaterial"))
    )


def test_transcript_hit_links_to_its_segment(client):
    hits = client.get("/api/v1/search?q=bokbussen&source=traffpunkt").json()["hits"]

    assert [re.sub(r"^http://testserver", "", hit["url"]) for hit in hits] == [
        "/traffpunkt/sa-foljs-planen-upp/uppfoljning-som-nagon-laser/#t=190"
    ]
