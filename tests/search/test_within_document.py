"""Searching within one document: as many pages as the search page counts for that edition."""

import pytest

from search.within_document import analyse_public_query, search_document
from tests.search.conftest import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(TODAY)]


@pytest.mark.parametrize(
    "words",
    [
        *("läsfrämjande", "lasframjande", "läs främjande", "bokbuss", "bokbusen", "skol*", "barn", "barnen", "byn"),
        *('"små barn"', '"barn små"', "läsfrämjande -barn", "bokbussen OR barn", "bokbussen barn", "biblioteket barn"),
        *("Alby", "alby läsfrämjande", "arbetar växer", "5 §", "2018/1092", "-", "xyzzyq"),
    ],
)
def test_pages_equal_those_of_the_search_page(client, collection, words):
    for edition in collection.values():
        hits = search_document("planer", str(edition.pk), analyse_public_query(words, "planer"), TODAY)
        found = client.get("/api/v1/search", {"q": words, "edition": edition.pk, "scope": "alla"}).json()

        assert [hit.unit for hit in hits] == sorted(hit["page"] for hit in found["hits"])
        assert len(hits) == found["pages"]
