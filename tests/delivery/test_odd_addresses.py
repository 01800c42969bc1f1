"""Whatever a reader or a robot writes in an address: never status 500, and always the site's page or the API's JSON."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

import pytest
from django.http import HttpResponseBase
from django.urls import resolve

from tests.public_routes import readable_addresses, routes, sign_in_addresses

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_collection")]

ODD = {
    "long": "a" * 490,
    "very long": "9" * 3_000,
    "NUL": "%00",
    "negative": "-1",
    "zero": "0",
    "huge": "1" + "0" * 30,
    "not there": "999999999",
    "fraction": "%C2%BD",
    "digit of another script": "%D9%A3",
    "superscript": "%C2%B2",
    "no UTF-8": "%FF",
    "surrogate": "%ED%A0%80",
    "number of a program": "1e9",
    "above": "%2E%2E%2F%2E%2E%2Fetc%2Fpasswd",
    "script": "%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    "empty": "",
    "lines": "%0D%0AX%3A%201",
}
CONTENT_TYPES = ("application/json", "text/plain", "multipart/form-data; boundary=x", "½", "")
BODIES = (b"", b"\xff\x00", b"--x\r\n", b"a=%FF&a=%00")
METHODS = ("get", "head", "post", "put", "patch", "delete", "options", "trace")
NAME = re.compile(r'(?:<(?:input|select)[^>]* name="|[?&;])([a-z_]+)(?:"|=)')
# Each kind, of body too, meets every fourth address and each address every fourth kind; in the long runs all meet all.
STEP = 1 if os.environ.get("EVERY_ODD_ADDRESS") else 4
VALUES_OF_A_REQUEST = 12  # names at once: fewer than the limits of a query string


@pytest.fixture(autouse=True)
def without_specimens(settings):
    types = {row: types for row, types in settings.RELATED_PAGE_TYPES.items() if not row.startswith("specimens.")}
    settings.RELATED_PAGE_TYPES = types


@pytest.fixture
def addresses(client) -> list[str]:
    """One for each route and kind of page, without query."""
    return list(dict.fromkeys(address.partition("?")[0] for address in [*readable_addresses(), *sign_in_addresses()]))


@pytest.fixture
def names(client, addresses) -> list[str]:
    """What the forms and links of the site ask by."""
    pages = [client.get(address) for address in [*addresses, "/sok/?q=bibliotek", "/planer/?q=ume"]]
    texts = [page.text for page in pages if page.get("Content-Type", "").startswith("text/html")]
    return sorted({name for text in texts for name in NAME.findall(text)} | {"edition", "source", "t", "utan"})


def fault(address: str, answer: HttpResponseBase) -> str:
    """What is wrong with an answer; empty when nothing is."""
    if answer.status_code >= 500:
        return str(answer.status_code)
    if answer.status_code < 400 or answer.request["REQUEST_METHOD"] == "HEAD":
        return ""
    if address.startswith("/api/"):
        return "" if list(answer.json()) == ["detail"] else f"{answer.status_code} without detail"
    languages = ("sv", "en") if address.startswith("/en") else ("sv",)
    is_page = "<h1>" in answer.text and any(f'<html lang="{language}"' in answer.text for language in languages)
    return "" if is_page else f"{answer.status_code} without the site's page"


def faults(client, addresses, method="get") -> dict[str, str]:
    found = {address: fault(address, getattr(client, method)(address)) for address in addresses}
    return {address: reason for address, reason in found.items() if reason}


def odd_paths(addresses: list[str], odd: str) -> Iterator[str]:
    """Each address with each of its parts replaced, and lengthened, by an odd value."""
    for address in addresses:
        parts = address.split("/")
        for place in range(1, len(parts)):
            for part in (odd, parts[place] + odd):
                yield "/".join([*parts[:place], part, *parts[place + 1 :]])


def odd_queries(addresses: list[str], names: list[str], odd: str, turn: int) -> Iterator[str]:
    """Each address with all names, some at a time, and with one by itself that changes from value to value."""
    for number, address in enumerate(addresses):
        for start in range(0, len(names), VALUES_OF_A_REQUEST):
            yield f"{address}?" + "&".join(f"{name}={odd}" for name in names[start : start + VALUES_OF_A_REQUEST])
        for name in names[(turn + number) % len(ODD) :: len(ODD)]:
            yield f"{address}?q=bibliotek&{name}={odd}&{name}={odd}&{name}=1"


def test_every_route_has_an_address(addresses):
    assert {resolve(address).route for address in addresses} == set(routes())


@pytest.mark.slow
@pytest.mark.parametrize("kind", ODD)
def test_odd_values_in_the_path_get_a_page_or_a_refusal(client, addresses, kind):
    turn = list(ODD).index(kind)

    assert faults(client, dict.fromkeys(odd_paths(addresses[turn % STEP :: STEP], ODD[kind]))) == {}


@pytest.mark.slow
@pytest.mark.parametrize("kind", ODD)
def test_odd_values_in_the_query_get_a_page_or_a_refusal(client, addresses, names, kind):
    turn = list(ODD).index(kind)

    assert faults(client, odd_queries(addresses[turn % STEP :: STEP], names, ODD[kind], turn)) == {}


@pytest.mark.parametrize("method", METHODS)
def test_every_method_gets_a_page_or_a_refusal(client, addresses, method):
    assert faults(client, addresses, method) == {}


@pytest.mark.parametrize("content_type", CONTENT_TYPES)
@pytest.mark.parametrize("body", BODIES)
def test_odd_bodies_get_a_page_or_a_refusal(client, addresses, body, content_type):
    turn = CONTENT_TYPES.index(content_type) + BODIES.index(body)
    asked = addresses[turn % STEP :: STEP]
    found = {address: fault(address, client.post(address, body, content_type=content_type)) for address in asked}

    assert {address: reason for address, reason in found.items() if reason} == {}
