"""Every output shows a page, and a file, to whom the page's audience admits, and to nobody else."""

import re
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.documents.models import Document

from content.audiences import Audience, set_page_audience
from events.models import EventHost
from home.models import HomePage
from organisations.models import Organisation, OrganisationPage
from reports.models import ReportOrganisation
from search.indexing import rebuild
from tests.factories.pages import EventPageFactory, InformationPageFactory, ReportPageFactory
from tests.readers import ADMITTED, STRANGER

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("readers_site")]

TOKEN = "zyxq7"  # stands in every title and text, and in no query
WORD = "bokbussgarage"
REGION = "/regioner/03-region-uppsala/"
# What answers each reader in person, with the texts of a report and an event of the region.
PERSONAL = {
    "report": f"{REGION}rapporten/",
    "event": f"{REGION}traffen/",
    "section": "/rapporter/",
    "events": "/traffpunkt/",
    "region": REGION,
    "start page": "/",
    "hits": f"/sok/?source=rapporter&q={WORD}",
    "csv": f"/sok/?source=rapporter&q={WORD}&format=csv",
    "atom": f"/sok/?source=rapporter&q={WORD}&format=atom",
    "suggestions": "/sok/forslag/?q=bokbuss",
    "api": f"/api/v1/search?source=rapporter&q={WORD}",
}
# What answers programs, who are nobody in particular.
STRANGERS = {
    "feed": ("/traffpunkt/atom.xml", TOKEN),
    "calendar": ("/traffpunkt/kalender.ics", TOKEN),
    "calendar of the county": ("/traffpunkt/lan/03/kalender.ics", TOKEN),
    "sitemap": ("/sitemap.xml", f"{REGION}rapporten/"),
}
COUNTS = {
    "tab": (f"/sok/?q={WORD}", r'data-testid="tab"[^>]*>Rapporter <span>2</span>'),
    "facet": (f"/sok/?source=rapporter&q={WORD}", r"(?s)data-facet=\"niva\".*?Regional"),
    "region": ("/regioner/", r"1 rapport\b"),
}


@pytest.fixture(autouse=True)
def stored(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.SEARCH_URL = f"sqlite:///{tmp_path / 'index.sqlite3'}"
    settings.SEARCH_QUEUE_DIR = tmp_path


@pytest.fixture
def document():
    document = Document.objects.create(title="Bilaga", file=ContentFile(TOKEN.encode(), name="bilaga.pdf"))
    document.get_file_hash()
    return document


@pytest.fixture
def pages(readers, document):
    """A report with a file and an event, both of the region; a report of KB is for everybody."""
    place = OrganisationPage.objects.get(organisation__code="03")
    uppsala = Organisation.objects.get(code="03")
    file = {"file": document, "accessibility": "full", "title": "", "alternative": ""}
    texts = {"summary": f"{WORD} {TOKEN}.", "body": [("text", f"<p>{WORD} {TOKEN}.</p>"), ("file", file)]}
    starts = timezone.now() + timedelta(days=30)
    report = ReportPageFactory(
        parent=place,
        title=f"Bokbussen {TOKEN}",
        slug="rapporten",
        level="regional",
        organisations=[ReportOrganisation(organisation=uppsala)],
        **texts,
    )
    event = EventPageFactory(
        parent=OrganisationPage.objects.get(pk=place.pk),
        title=f"Träff {TOKEN}",
        slug="traffen",
        starts=starts,
        ends=starts + timedelta(hours=2),
        hosts=[EventHost(organisation=uppsala)],
        **texts,
    )
    ReportPageFactory(title="Öppen", summary=WORD).save_revision().publish()
    for page in (report, event):
        page.save_revision().publish()
    return report, event


@pytest.fixture(params=list(Audience), ids=lambda audience: audience.name)
def audience(request, pages):
    """The pages are shown to each of the four audiences in turn."""
    for page in pages:
        set_page_audience(page, request.param)
    rebuild()
    return request.param


def body_of(client, url) -> str:
    answer = client.get(url)
    return (b"".join(answer) if answer.streaming else answer.content).decode("utf-8-sig")


def test_pages_lists_and_search(readers, audience):
    shown = {
        name: {who for who, one in readers.items() if TOKEN in body_of(one, url)} for name, url in PERSONAL.items()
    }

    assert shown == dict.fromkeys(PERSONAL, ADMITTED[audience])


def test_counts_and_facets(readers, audience):
    shown = {
        name: {who for who, one in readers.items() if re.search(pattern, body_of(one, url))}
        for name, (url, pattern) in COUNTS.items()
    }

    assert shown == dict.fromkeys(COUNTS, ADMITTED[audience])


def test_feeds_calendars_and_sitemap_show_what_everybody_may_see(readers, audience):
    shown = {
        name: {who for who, one in readers.items() if needle in body_of(one, url)}
        for name, (url, needle) in STRANGERS.items()
    }

    assert shown == dict.fromkeys(STRANGERS, set(readers) if audience == Audience.EVERYBODY else set())


def test_calendar_of_a_single_event(readers, audience):
    shown = {who for who, one in readers.items() if TOKEN in body_of(one, f"{REGION}traffen.ics")}

    assert shown == (set(readers) if audience == Audience.EVERYBODY else set())


def test_files(readers, audience, document):
    """Editors who may change the file have it in any case."""
    editors = {"KB"}

    assert {who for who, one in readers.items() if TOKEN in body_of(one, document.url)} == ADMITTED[audience] | editors


def test_answers_for_some_are_stored_by_nobody(readers, audience, document):
    addresses = [*PERSONAL.values(), document.url]
    for name, client in readers.items():
        answers = {url: client.get(url) for url in addresses if name != STRANGER or TOKEN in body_of(client, url)}
        private = [url for url, one in answers.items() if "private" in one.get("Cache-Control", "")]
        assert private == ([] if name == STRANGER else list(answers)), name


def test_what_one_reader_got_is_not_given_to_the_next(readers, pages):
    set_page_audience(pages[0], Audience.SIGNED_IN)

    seen = [TOKEN in body_of(readers[who], "/rapporter/") for who in ("KB", STRANGER, "KB", STRANGER)]

    assert seen == [True, False, True, False]


def test_region_of_a_page_outside_every_region_is_kb(readers):
    page = InformationPageFactory(parent=HomePage.source_page(), title=f"Sidan {TOKEN}", slug="sidan")
    set_page_audience(page, Audience.REGION)

    assert {who for who, one in readers.items() if TOKEN in body_of(one, "/sidan/")} == ADMITTED[Audience.KB]
