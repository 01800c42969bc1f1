"""Every route that readers reach, from the resolver, and an address that leads to each in the demo."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.files.base import ContentFile
from django.urls import URLResolver, get_resolver
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from events.models import EventPage
from library_plans.models import Edition
from tests.bench import addresses

OTHERS = ("/healthz", "/readyz", "/robots.txt", "/favicon.ico", "/komponenter/", "/api/v1/", "/api/v1/openapi.json")
NEVER_REACHED = r"documents/^(\d+)/(.*)$"  # `content.media` answers before Wagtail's own


def routes(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[str]:
    """Every route beside the admin, as `resolve` gives it."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, route)
        elif not route.startswith("admin/") and route != NEVER_REACHED:
            yield route


def readable_addresses() -> Iterator[str]:
    """An address of every view that readers are given something by."""
    yield from addresses.public()
    yield from addresses.api()
    yield from OTHERS
    edition = Edition.objects.owned().filter(page_count__gt=4).order_by("pk").first()
    plan = edition.plan.get_absolute_url()
    yield from [f"{plan}sida/1/", f"{plan}{edition.number}/sida/1/bild/"]
    yield EventPage.objects.live().order_by("pk").first().get_url().removesuffix("/") + ".ics"
    yield Document.objects.create(title="Underlag", file=ContentFile(b"a;b", name="underlag.csv")).url


def sign_in_addresses() -> Iterator[str]:
    """The addresses of Wagtail where a reader signs in or gives a password."""
    page = Page.objects.live().filter(depth=3, locale__language_code="sv").order_by("path").last()
    closed_page = PageViewRestriction.objects.create(page=page, restriction_type="password", password="x")
    collection = Collection.get_first_root_node().add_child(name="Stängd")
    closed = CollectionViewRestriction.objects.create(collection=collection, restriction_type="password", password="x")
    yield "/_util/login/"
    yield f"/_util/authenticate_with_password/{closed_page.pk}/{page.pk}/"
    yield f"/documents/authenticate_with_password/{closed.pk}/"
