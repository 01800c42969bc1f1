"""HEAD: on every route the status and headers of GET, and no body."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.files.base import ContentFile
from django.urls import URLResolver, get_resolver, resolve
from wagtail.documents.models import Document

from events.models import EventPage
from library_plans.models import Edition
from tests.bench import addresses

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_collection")]

# Wagtail's own: signing in, and the addresses of documents that `content.media` answers before them.
OF_WAGTAIL = {
    r"documents/^(\d+)/(.*)$",
    "_util/login/",
    "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
    "documents/authenticate_with_password/<int:restriction_id>/",
}
OTHERS = ("/healthz", "/readyz", "/robots.txt", "/favicon.ico", "/komponenter/", "/api/v1/", "/api/v1/openapi.json")


@pytest.fixture(autouse=True)
def without_specimens(settings):
    types = {row: types for row, types in settings.RELATED_PAGE_TYPES.items() if not row.startswith("specimens.")}
    settings.RELATED_PAGE_TYPES = types


def routes(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    """Every route of the site, as `resolve` gives it."""
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, route)
        else:
            yield route


def every_address() -> Iterator[str]:
    yield from addresses.public()
    yield from addresses.api()
    yield from OTHERS
    edition = Edition.objects.owned().filter(page_count__gt=4).order_by("pk").first()
    plan = edition.plan.get_absolute_url()
    yield from [f"{plan}sida/1/", f"{plan}{edition.number}/sida/1/bild/"]
    yield EventPage.objects.live().order_by("pk").first().get_url().removesuffix("/") + ".ics"
    yield Document.objects.create(title="Underlag", file=ContentFile(b"a;b", name="underlag.csv")).url


def test_head_has_the_status_and_headers_of_get(client):
    different, asked = {}, set()
    for address in every_address():
        asked.add(resolve(address.partition("?")[0]).route)
        get, head = client.get(address), client.head(address)
        same = (get.status_code, dict(get.items())) == (head.status_code, dict(head.items()))
        if not same or b"".join(head):
            different[address] = (get.status_code, dict(get.items()), head.status_code, dict(head.items()))

    assert set(different) == {"/tillganglighet/"}  # the tag of a form that holds a token of the reader's own
    assert {route for route in routes(get_resolver()) if not route.startswith("admin/")} - asked == OF_WAGTAIL
