"""What the results page says of a query: owners that it names, related and missing words, and denominators."""

import re
from urllib.parse import quote_plus, urlencode

import pytest

from search.indexing import rebuild
from tests.search.conftest import TODAY, collect
from tests.search.test_views import choices, count, headline, hidden_fields, hrefs, page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("collection"), pytest.mark.time_machine(TODAY)]


def test_an_owner_in_the_query_becomes_a_filter(client):
    html = page(client, "q=läsfrämjande+i+Alby")
    [chosen] = hrefs(html, "chosen")
    without = page(client, chosen.lstrip("?"))

    assert headline(html) == headline(page(client, "q=läsfrämjande&kommun=0301")) == "4 sidor i 1 plan"
    assert "1 av 1 genomsökta planer i Alby kommun." in html
    assert count(without, "chosen") == 0
    assert hrefs(without, "name-off") == [f"?q={quote_plus('läsfrämjande i Alby')}"]


def test_a_named_owner_and_a_chosen_one_are_both_searched(client):
    html = page(client, "q=läsfrämjande+Alby")
    sent = urlencode([*hidden_fields(html), ("kommun", "0302")])

    assert choices(html, "kommun") == [("0302", False)]
    assert headline(page(client, sent)) == "5 sidor i 2 planer"


def test_csv_and_api_read_the_owner_too(client):
    address = "q=läsfrämjande+i+Alby"
    rows = b"".join(client.get(f"/sok/?{address}&format=csv").streaming_content).decode().splitlines()

    assert len(rows) == 1 + 4
    assert client.get(f"/api/v1/search?{address}").json()["pages"] == 4


def test_the_numbers_of_plans_have_their_denominator(client):
    assert "2 av 3 genomsökta planer." in page(client, "q=läsfrämjande")
    assert "2 av 4 genomsökta planer." not in page(client, "q=läsfrämjande&scope=alla")
    assert "3 av 4 genomsökta planer." in page(client, "q=läsfrämjande&scope=alla")


def test_related_words_are_offered_with_their_number(client):
    collect("Enby", "Där finns talböcker.", "Här finns punktskrift.", code="0304")
    rebuild()
    html = page(client, "q=punktskrift")
    [related] = hrefs(html, "related")
    with_related = page(client, related.lstrip("?"))

    assert headline(html) == "1 sida i 1 plan"
    assert "+ 1 sida med närliggande ord" in re.sub(r"\s+", " ", html)
    assert headline(with_related) == "2 sidor i 1 plan"
    assert "talbok" in with_related
    assert count(with_related, "related") == 0


def test_words_that_occur_nowhere_are_named(client):
    html = page(client, "q=bokbussen+uppsökande")

    assert "”uppsökande” förekommer inte. Sidor med något av de andra orden visas." in html
    assert headline(html) == "2 sidor i 2 planer med något av orden"
