"""What an anonymous request may cost, whatever its address: size, links, queries, and rows of a download.

Its CPU time is measured by `python -m tests.bench requests`, as time is no matter for a test.
"""

from random import Random

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.csv_rows import ROWS
from tests.costly_addresses import Values, drawn, handmade

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_collection"), pytest.mark.slow]
MEGABYTE = 1_000_000
MOST_LINKS = 2_500
MOST_QUERIES = 45  # the CSV asks four times for each hundred rows
EXPECTED = {200, 400, 404}


def broken_bounds(client: Client, address: str) -> list[str]:
    """What an answer exceeds."""
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
        body = response.getvalue()
    counted = {
        "status": 0 if response.status_code in EXPECTED else response.status_code,
        "bytes": max(0, len(body) - MEGABYTE),
        "links": max(0, body.count(b"<a ") - MOST_LINKS),
        "queries": max(0, len(queries) - MOST_QUERIES),
        "rows": max(0, body.count(b"\r\n") - ROWS - 1) if response["Content-Type"].startswith("text/csv") else 0,
    }
    return [f"{name} {beyond}: {address}" for name, beyond in counted.items() if beyond]


def test_the_dearest_addresses_stay_within_bounds(client):
    addresses = list(handmade(Values.loaded()))

    assert len(addresses) > 200
    assert [broken for address in addresses for broken in broken_bounds(client, address)] == []


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**64))
def test_any_address_stays_within_bounds(client, seed):
    assert broken_bounds(client, drawn(Random(seed), Values.loaded())) == []
