"""Every route that readers reach, from the resolver, and an address that leads to each in the demo."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.files.base import ContentFile
from django.urls import URLResolver, get_resolver, reverse
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from events.models import EventPage
from library_plans.models import Edition
from library_plans.open_data.archive import make_archive
from tests.bench import addresses

OTHERS = (
    "/robots.txt",
    "/favicon.ico",
    "/komponenter/",
    "/tipsa/",
    "/api/",
    "/api/v1/",
    "/api/v1/openapi.json",
)
# What answers before Wagtail's own: `content.media`, and the one sign-in.
NEVER_REACHED = (r"documents/^(\d+)/(.*)$", "_util/login/")
# Takes what browsers report, and gives nothing.
SENT_TO = ("csp-rapport/",)
# Pages that are never the same to two: those of the admin, of signing in, and of whoever is signed in.
PERSONAL = ("admin/", "^admin/", "logga-", "konto/", "^konto/", "mina-sidor/", "inbjudan/", "lank/")


def routes(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[str]:
    """Every route that a reader is given something by, beside the personal ones, as `resolve` gives it."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, route)
        elif not route.startswith(PERSONAL) and route not in (*NEVER_REACHED, *SENT_TO):
            yield route


def readable_addresses() -> Iterator[str]:
    """An address of every view that readers are given something by."""
    yield from addresses.public()
    yield from addresses.api()
    yield from OTHERS
    make_archive()
    yield from ("/api/biblioteksplaner.zip", "/api/biblioteksplaner.zip.sha256")
    edition = Edition.objects.owned().filter(page_count__gt=4).order_by("pk").first()
    plan = edition.plan.get_absolute_url()
    yield "/planer/lan/12/slutdatum.ics"
    yield "/traffpunkt/lan/12/kalender.ics"
    yield from [f"{plan}sida/1/", f"{plan}{edition.number}/sida/1/bild/"]
    yield EventPage.objects.live().order_by("pk").first().get_url().removesuffix("/") + ".ics"
    yield Document.objects.create(title="Underlag", file=ContentFile(b"a;b", name="underlag.csv")).url
    captions = ContentFile(b"WEBVTT\n\n00:01.000 --> 00:02.000\nHej\n", name="samtal.vtt")
    captions_document = Document.objects.create(title="Undertexter", file=captions)
    yield reverse("captions", args=[captions_document.pk, captions_document.filename])


def sign_in_addresses() -> Iterator[str]:
    """The addresses of Wagtail where a reader signs in or gives a password."""
    page = Page.objects.live().filter(depth=3, locale__language_code="sv").order_by("path").last()
    closed_page = PageViewRestriction.objects.create(page=page, restriction_type="password", password="x")
    collection = Collection.get_first_root_node().add_child(name="Stängd")
    closed = CollectionViewRestriction.objects.create(collection=collection, restriction_type="password", password="x")
    yield "/_util/login/"
    yield f"/_util/authenticate_with_password/{closed_page.pk}/{page.pk}/"
    yield f"/documents/authenticate_with_password/{closed.pk}/"
