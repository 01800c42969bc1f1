"""HEAD: on every route the status and headers of GET, and no body."""

from __future__ import annotations

import pytest
from django.urls import resolve

from tests.public_routes import readable_addresses, routes, sign_in_addresses

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_collection"), pytest.mark.slow]


@pytest.fixture(autouse=True)
def without_specimens(settings):
    types = {row: types for row, types in settings.RELATED_PAGE_TYPES.items() if not row.startswith("specimens.")}
    settings.RELATED_PAGE_TYPES = types


def test_head_has_the_status_and_headers_of_get(client):
    different, asked = {}, set()
    for address in readable_addresses():
        asked.add(resolve(address.partition("?")[0]).route)
        get, head = client.get(address), client.head(address)
        same = (get.status_code, dict(get.items())) == (head.status_code, dict(head.items()))
        if not same or b"".join(head):
            different[address] = (get.status_code, dict(get.items()), head.status_code, dict(head.items()))

    # The tag of a form that holds a token of the reader's own.
    assert set(different) == {"/tillganglighet/", "/tipsa/"}
    signing_in = {resolve(address).route for address in sign_in_addresses()}
    assert set(routes()) - asked == signing_in  # their forms hold a token of the reader's own
