"""ETag, conditional requests and Cache-Control of every response."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import http_date
from wagtail.models import Page

from accounts.models import User
from delivery.http_cache import HttpCacheMiddleware
from tests.bench import addresses

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_collection")]

PUBLIC = [
    "/",
    "/om-traffpunkten/",
    "/planer/",
    "/planer/?format=csv",
    "/traffpunkt/",
    "/traffpunkt/kalender.ics",
    "/traffpunkt/atom.xml",
    "/sok/",
    "/sok/?q=bibliotek&format=csv",
    "/api/v1/plans",
    "/api/v1/organisations",
    "/sitemap.xml",
    "/robots.txt",
]


@pytest.fixture(autouse=True)
def without_specimens(settings):
    types = {row: types for row, types in settings.RELATED_PAGE_TYPES.items() if not row.startswith("specimens.")}
    settings.RELATED_PAGE_TYPES = types


def short(response):
    return (response.status_code, b"".join(response) if response.streaming else response.content)


@pytest.mark.parametrize("path", PUBLIC)
def test_a_matching_etag_gets_304(client, path):
    whole = client.get(path)

    again = client.get(path, headers={"if-none-match": whole["ETag"]})

    assert short(again) == (304, b"")
    assert {name: again[name] for name in ("ETag", "Cache-Control", "Vary")} == {
        "ETag": whole["ETag"],
        "Cache-Control": "no-cache",
        "Vary": "Cookie",
    }


def test_every_kind_of_page_has_a_stable_etag(client):
    changing = [
        address
        for address in addresses.public()
        if not address.endswith("/fil/") and client.get(address)["ETag"] != client.get(address)["ETag"]
    ]

    assert changing == ["/tillganglighet/"]  # its form holds a token of the reader's own


@pytest.mark.parametrize("path", [path for path in PUBLIC if not path.startswith("/api/")])
def test_head_has_the_same_validators(client, path):
    whole = client.get(path)

    head, again = client.head(path), client.head(path, headers={"if-none-match": whole["ETag"]})

    assert (head.status_code, head["ETag"], again.status_code) == (200, whole["ETag"], 304)


@pytest.mark.parametrize("path", ["/om-traffpunkten/", "/sitemap.xml"])
def test_an_outdated_etag_gets_the_new_response(client, path):
    old = client.get(path)
    Page.objects.filter(slug="om-traffpunkten").update(title="Ändrad", last_published_at="2020-01-01T00:00Z")

    new = client.get(path, headers={"if-none-match": old["ETag"]})

    assert (new.status_code, new["ETag"] == old["ETag"]) == (200, False)


def test_if_modified_since_does_not_hide_a_withdrawn_page(client):
    """The newest entry's date stays the same: a date says nothing about what was taken away."""
    Page.objects.filter(slug="om-traffpunkten").update(live=False)

    later = http_date((timezone.now() + timedelta(days=1)).timestamp())
    response = client.get("/sitemap.xml", headers={"if-modified-since": later})

    assert (response.status_code, "Last-Modified" in response) == (200, False)
    assert "om-traffpunkten" not in response.text


def test_a_response_to_a_cookie_is_private(client):
    client.force_login(User.objects.create_user("kb@example.org"))

    response = client.get("/om-traffpunkten/")

    assert (response["Cache-Control"], response["Vary"]) == ("no-cache, private", "Cookie")


def test_a_response_with_a_form_is_private(client):
    response = client.get("/tillganglighet/")

    assert (response["Cache-Control"], "csrftoken" in response.cookies) == ("no-cache, private", True)


def test_admin_pages_are_not_stored(client):
    client.force_login(User.objects.create_superuser("kb@example.org"))

    response = client.get("/admin/")

    assert ("no-store" in response["Cache-Control"], "ETag" in response) == (True, False)


def test_an_error_has_no_validator(client):
    response = client.get("/finns/inte/")

    assert (response.status_code, response["Cache-Control"], "ETag" in response) == (404, "no-cache", False)


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_responses_to_other_methods_are_unchanged(rf, method):
    response = HttpCacheMiddleware(lambda request: HttpResponse("done"))(getattr(rf, method)("/"))

    assert ("ETag" in response, "Cache-Control" in response) == (False, False)
