"""Pages show the same and make the same database queries on every engine."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search.indexing import rebuild
from tests.search.conftest import TODAY
from tests.services.indexes import elasticsearch_index, postgresql_index

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(TODAY)]
INDEXES: dict[str, Callable[[Path], AbstractContextManager[str]]] = {
    "sqlite": lambda folder: nullcontext(f"sqlite:///{folder / 'other.sqlite3'}"),
    "postgresql": lambda folder: postgresql_index(),
    "elasticsearch": lambda folder: elasticsearch_index(),
}
SERVERS = ("postgresql", "elasticsearch")
EACH = [pytest.param(name, marks=pytest.mark.needs(name) if name in SERVERS else ()) for name in INDEXES]
SEARCHES = (
    "/sok/?q=bokbussen",
    "/sok/?q=läsfrämjande&scope=alla&sort=newest",
    "/sok/?lan=03",
    '/sok/?q="små barn" -film',
    "/planer/0301-alby/biblioteksplan-2024/1/sida/2/?q=bokbussen",
)


def visit(client, address: str) -> tuple[int, list[str]]:
    """The second visit: number of queries to the site's database, and the links to pages of plans."""
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        html = client.get(address).content.decode()
    return len(asked), re.findall(r'href="(/planer/[^"]+/sida/[^"]+)"', html)


@pytest.mark.parametrize("name", EACH)
def test_pages_show_and_query_the_same_on_every_engine(client, collection, settings, tmp_path, name):
    before = [visit(client, address) for address in SEARCHES]
    with INDEXES[name](tmp_path) as address:
        settings.SEARCH_URL = address
        rebuild()
        after = [visit(client, address) for address in SEARCHES]

    assert [queries for queries, _links in after] == [queries for queries, _links in before]
    assert [sorted(links) for _queries, links in after] == [sorted(links) for _queries, links in before]
