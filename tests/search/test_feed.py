"""A search as an Atom feed."""

import datetime as dt
import xml.etree.ElementTree as ET

import pytest

from library_plans.models import Edition
from search import feed as search_feed
from search.indexing import rebuild
from tests.search.conftest import TODAY, collect

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("collection"), pytest.mark.time_machine(TODAY)]
ATOM = "{http://www.w3.org/2005/Atom}"
TOTAL = "{http://a9.com/-/spec/opensearch/1.1/}totalResults"


def read(client, query):
    response = client.get(f"/sok/?{query}&format=atom")
    assert (response.status_code, response["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    return ET.fromstring(response.content)


def fetched(edition, day):
    Edition.objects.filter(pk=edition.pk).update(fetched_at=dt.datetime(*day, 12, tzinfo=dt.UTC))


def titles(root):
    return [entry.findtext(f"{ATOM}title") for entry in root.iter(f"{ATOM}entry")]


def test_a_page_with_hits_is_an_entry(client, collection):
    fetched(collection["alby"], (2026, 3, 4))
    root = read(client, "q=bokbussen&kommun=0301")

    assert root.findtext(f"{ATOM}title") == "Sökning: bokbussen, Alby kommun (exempel)"
    assert root.findtext(f"{ATOM}updated") == "2026-03-04T12:00:00+00:00"
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links == {
        "alternate": "http://testserver/sok/?q=bokbussen&kommun=0301",
        "self": "http://testserver/sok/?q=bokbussen&kommun=0301&format=atom",
    }
    [entry] = root.iter(f"{ATOM}entry")
    page = "testserver/planer/0301-alby/biblioteksplan-2024/1/sida/2/"
    assert entry.findtext(f"{ATOM}title") == "Alby kommun: Biblioteksplan för Alby 2024–2027, sida 2"
    assert entry.find(f"{ATOM}link").get("href") == f"http://{page}?q=bokbussen"
    assert entry.findtext(f"{ATOM}id") == f"tag:{page.replace('/planer', ',2026-03-04:/planer', 1)}/"
    assert entry.findtext(f"{ATOM}updated") == "2026-03-04T12:00:00+00:00"
    assert entry.findtext(f"{ATOM}summary") == "<mark>Bokbussen</mark> kör till skolan."


@pytest.mark.parametrize("query", ["q=läsfrämjande", "q=läsfrämjande&scope=alla", "q=bokbussen+barn&sort=oldest"])
def test_the_feed_counts_what_the_page_counts(client, query):
    page = client.get(f"/sok/?{query}").context["results"]
    root = read(client, query)

    assert root.findtext(TOTAL) == str(page.result.pages)
    assert root.findtext(f"{ATOM}subtitle").startswith(f"{page.headline}. ")
    assert len(titles(root)) == page.result.pages


def test_what_was_collected_last_comes_first_however_old_the_plan_is(client, monkeypatch):
    monkeypatch.setattr(search_feed, "MOST_RECORDS", 2)
    for number, day in enumerate([(2026, 1, 1), (2026, 3, 1), (2026, 2, 1)]):
        fetched(collect(f"Ort{number}", "Rullande regnbåge.", code=f"04{number:02d}"), day)
    rebuild()

    root = read(client, "q=regnbåge")
    assert [title.partition(":")[0] for title in titles(root)] == ["Ort1 kommun", "Ort2 kommun"]
    assert root.findtext(TOTAL) == "3"


def test_the_pages_of_a_plan_are_bounded(client):
    collect("Ort", *["Rullande regnbåge."] * 9, code="0400")
    rebuild()

    assert len(titles(read(client, "q=regnbåge"))) == 5


def test_a_search_without_words_lists_editions(client, collection):
    root = read(client, "kommun=0301")

    assert titles(root) == ["Alby kommun: Biblioteksplan för Alby 2024–2027"]
    [entry] = root.iter(f"{ATOM}entry")
    assert entry.find(f"{ATOM}link").get("href").endswith("/planer/0301-alby/biblioteksplan-2024/1/")


@pytest.mark.parametrize("query", ["q=finnsingenstans", "q=%2B", "q=bokbussen&edition=1000000"])
def test_an_empty_feed_stays_the_same(client, query):
    root = read(client, query)

    assert (titles(root), root.findtext(f"{ATOM}updated")) == ([], "2026-11-23T00:00:00+01:00")


def test_control_characters_break_no_feed(client, collection):
    collect("Ort", "Rullande\x0bregnbåge\x02.", code="0400")
    rebuild()

    assert len(titles(read(client, "q=regnbåge"))) == 1


def test_the_page_links_to_its_feed(client):
    html = client.get("/sok/?q=bokbussen&kommun=0301&sort=newest&page=1").content.decode()

    url = "?q=bokbussen&amp;kommun=0301&amp;format=atom"
    assert f'<link rel="alternate" type="application/atom+xml" href="{url}"' in html
    assert html.count(f'href="{url}"') == 2
    assert "Följ den här sökningen (Atom)" in html


def test_a_search_without_hits_can_be_followed(client):
    assert "Följ den här sökningen (Atom)" in client.get("/sok/?q=finnsingenstans").content.decode()


def test_more_hits_take_no_more_queries(client, django_assert_max_num_queries):
    read(client, "q=bokbussen")
    with django_assert_max_num_queries(7):
        read(client, "q=läsfrämjande&scope=alla")
