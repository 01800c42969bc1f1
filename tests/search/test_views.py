"""The search page: counts, cards, filters, suggested searches and invalid queries."""

import re
from datetime import date
from html import unescape
from urllib.parse import quote

import pytest
from django.test import Client

from library_plans.choices import DecisionKind
from search.indexing import rebuild
from tests.factories.library_plans import DecisionFactory
from tests.search.conftest import TODAY, collect

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("collection"), pytest.mark.time_machine(TODAY)]


NUMBER_OF_QUERIES = 6


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(f"/sok/?{address}")
    assert response.status_code == status
    return response.content.decode()


def headline(html: str) -> str:
    return re.sub(r"\s+", " ", re.search(r'data-testid="search-summary"[^>]*>([^<]*)<', html)[1]).strip()


def count(html: str, testid: str) -> int:
    return html.count(f'data-testid="{testid}"')


def hrefs(html: str, testid: str) -> list[str]:
    tags = re.findall(rf'<a [^>]*data-testid="{testid}"[^>]*>', html)
    return [re.search(r'href="([^"]*)"', tag)[1].replace("&amp;", "&") for tag in tags]


def plans(html: str) -> list[str]:
    return re.findall(r'data-plan="(\d+)"', html)


def test_headline_gives_pages_and_plans(client):
    assert headline(page(client, "q=läsfrämjande")) == "5 sidor i 2 planer"


def test_a_plan_shows_three_pages_and_a_link_to_all(client):
    html = page(client, "q=läsfrämjande&kommun=0301")

    assert count(html, "hit") == 3
    [more] = hrefs(html, "more")
    assert count(page(client, more.partition("#")[0].lstrip("?")), "hit") == 4


def test_all_plans_can_be_expanded_and_collapsed(client):
    [unfold] = hrefs(page(client, "q=läsfrämjande"), "expand")
    html = page(client, unfold.lstrip("?"))

    assert (count(html, "hit"), count(html, "more")) == (5, 0)
    assert hrefs(html, "expand") == [f"?q={quote('läsfrämjande')}"]


def test_a_hit_links_to_its_page_with_the_words(client):
    html = page(client, "q=bokbussen")

    assert 'href="/planer/0301-alby/biblioteksplan-2024/1/sida/2/?q=bokbussen#traff-1"' in html
    assert "<mark>Bokbussen</mark> kör till skolan." in html


def test_a_link_leads_to_the_widest_scope(client):
    html = page(client, "q=läsfrämjande")
    [older] = hrefs(html, "older")

    assert "1 sida till i äldre planer" in html
    assert headline(page(client, older.lstrip("?"))) == "6 sidor i 3 planer"


def test_a_plan_matched_by_its_owner_alone_is_named_in_a_note_and_has_no_pages(client):
    html = page(client, "q=Berga")

    assert headline(html) == "Ingen sida hittades"
    assert "Dessutom stämmer titeln eller ägaren för 1 plan, som står sist." in html
    assert (count(html, "plan-group"), count(html, "hit")) == (1, 0)


def test_the_card_shows_status_and_example(client):
    html = page(client, "q=läsfrämjande&kommun=0302")

    assert re.findall(r'data-status="([^"]*)"', html) == ["gallande"]
    assert "exempeltext" in html


@pytest.mark.parametrize(
    ("name", "current", "expected"),
    [
        ("scope", "", [("", True), ("gallande", False), ("alla", False)]),
        ("scope", "alla", [("", False), ("gallande", False), ("alla", True)]),
        ("sort", "", [("", True), ("newest", False), ("oldest", False)]),
        ("sort", "newest", [("", False), ("newest", True), ("oldest", False)]),
    ],
)
def test_scopes_and_sort_orders_are_radio_buttons_of_which_the_default_sends_nothing(client, name, current, expected):
    assert choices(page(client, f"q=plan&{name}={current}"), name, "radio") == expected


def test_active_filters_are_chips_that_remove_them(client):
    [away] = hrefs(page(client, "q=läsfrämjande&kommun=0302"), "chosen")

    assert away == f"?q={quote('läsfrämjande')}"


def choices(html, name, kind="checkbox"):
    """Value and state of each choice of a filter."""
    fields = re.findall(rf'<input type="{kind}" name="{name}" value="([^"]*)"( checked)?>', html)
    return [(value, bool(checked)) for value, checked in fields]


def hidden_fields(html):
    """What the form of filters sends unseen."""
    form = re.search(r'data-testid="filters">.*?<details', html, re.DOTALL)[0]
    return [tuple(map(unescape, pair)) for pair in re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', form)]


def test_facets_count_plans_and_are_checkboxes(client):
    html = page(client, "q=bokbussen&kommun=0303")
    facet = re.search(r'data-facet="kommun".*?</fieldset>', html, re.DOTALL)[0]

    assert choices(html, "kommun") == [("0301", False), ("0303", True)]
    assert re.findall(r'choice__count">(\d+)<', facet) == ["1", "1"]


def test_the_form_of_filters_keeps_the_rest_of_the_search(client):
    html = page(client, "q=läsfrämjande&utan=a&utan=b&kommun=0302&scope=alla&sort=newest&page=1&visa=alla&okand=1")

    assert hidden_fields(html) == [("q", "läsfrämjande"), ("utan", "a"), ("utan", "b")]


def test_titles_tell_results_apart(client):
    asked = ["q=bokbussen", "q=bokbussen&kommun=0303", "q=bokbussen&visa=alla", "kommun=0303"]
    titles = [re.search(r"<title>\s*(.*?) –", page(client, query), re.DOTALL)[1] for query in asked]

    assert len(set(titles)) == len(asked)
    assert titles[1].startswith("bokbussen, Dalby kommun: ")


def test_an_expansion_is_named_and_can_be_switched_off_and_on(client):
    html = page(client, "q=lasframjande")
    off = next(url for url in hrefs(html, "expansion") if quote("läsfrämjande") in url)
    without = page(client, off.lstrip("?"))

    assert headline(html) == "5 sidor i 2 planer"
    assert headline(without) == "Ingen sida hittades"
    assert hrefs(without, "expansion-off") == ["?q=lasframjande"]


def test_exact_words_can_be_switched_on_and_off(client):
    [exact, _default, _related] = hrefs(page(client, "q=läsfrämja"), "mode")
    html = page(client, exact.lstrip("?"))

    assert headline(html) == "Ingen sida hittades"
    assert hrefs(html, "mode")[1] == f"?q={quote('läsfrämja')}"


def test_a_filter_that_the_words_name_is_taken_away_by_a_link(client):
    html = page(client, "q=läsfrämjande+Alby")
    [link] = re.findall(r'class="choice choice--named" href="([^"]*)"', html)

    assert [unescape(link)] == hrefs(html, "chosen")


def test_a_match_any_query_is_explained(client):
    html = page(client, "q=bokbussen+barn")

    assert count(html, "loose") == 1
    assert "Få sidor har alla ord; visar även sidor med några av dem." in html


def test_an_empty_result_suggests_searches_with_hits(client):
    html = page(client, "q=bokbussen&kommun=0302")

    assert headline(html) == "Ingen sida hittades"
    assert "utan filtret ”Kommun eller region: Berga kommun”" in html


def test_searches_without_further_hits_are_not_suggested(client):
    assert 'class="ways"' not in page(client, "q=xyzzyq")


def test_the_start_page_of_the_search_shows_examples(client):
    html = page(client, "")

    assert count(html, "search-summary") == 0
    assert "Så skriver du" in html


def test_filters_without_words_list_matching_plans(client):
    html = page(client, "kommun=0301&scope=alla")

    assert headline(html) == "2 planer"
    assert (count(html, "plan-group"), count(html, "hit"), count(html, "csv")) == (2, 0, 0)


@pytest.mark.parametrize("words", ["-", '"', "-alla", "§ -", "OR", "*", '""'])
def test_operators_without_words_find_nothing(client, words):
    html = page(client, f"q={quote(words)}")

    assert headline(html) == "Ingen sida hittades"


@pytest.mark.parametrize(
    "address",
    [
        "page=0",
        "page=-1",
        "page=1000000000",
        "page=x",
        "q=a&page=99999999999999999999",
        "q=" + "a" * 450,
        "scope=nonsens",
        "sort=nonsens",
        "status=nonsens",
        "kommun=9999",
        "lan=99",
        "dnr=" + "9" * 450,
        "edition=0",
        "edition=x",
        "edition=99999999999999999999999",
        "period=20255",
        "format=pdf",
        "exakt=2",
        "source=nonsens",
    ],
)
def test_invalid_parameters_give_400_with_the_form(client, address):
    html = page(client, address, status=400)

    assert "Sökningen gick inte att förstå" in html
    assert html.count('name="q"') == 1


@pytest.mark.parametrize(
    "address", ["q=a&utm_source=x", "q=%FF%FE", "q=%F0%9F%93%9A", "q=a&visa=x&page=1", "q=()^~*:%22AND"]
)
def test_odd_but_harmless_queries_are_answered(client, address):
    assert "</html>" in page(client, address)


def test_a_page_beyond_the_last_gives_404_with_a_link_back(client):
    html = page(client, "q=läsfrämjande&page=2", status=404)

    assert "Svaret har bara en sida." in html


def test_paging_lists_every_group_once(client):
    for number in range(22):
        collect(f"Ort{number}", "Bokbussen rullar.", code=f"04{number:02d}")
    rebuild()
    first, second = page(client, "q=bokbussen"), page(client, "q=bokbussen&page=2")

    assert (len(plans(first)), len(plans(second))) == (20, 4)
    assert len({*plans(first), *plans(second)}) == 24


@pytest.mark.parametrize("groups", [1, 3])
def test_the_number_of_queries_does_not_depend_on_the_number_of_groups(client, groups, django_assert_num_queries):
    address = "/sok/?q=läsfrämjande&kommun=0302" if groups == 1 else "/sok/?q=läsfrämjande&scope=alla"
    client.get(address)
    with django_assert_num_queries(NUMBER_OF_QUERIES):
        html = client.get(address).content.decode()

    assert count(html, "plan-group") == groups


def test_the_status_filter_follows_the_day_without_a_rebuild(client, time_machine):
    before = plans(page(client, "q=läsfrämjande&status=gallande"))
    time_machine.move_to("2028-03-01")
    after = plans(page(client, "q=läsfrämjande&status=gallande"))

    assert (len(before), len(after)) == (2, 0)
    assert re.findall(r'data-status="([^"]*)"', page(client, "q=läsfrämjande&kommun=0302")) == ["utgangen"]


def test_an_extension_is_indexed_on_commit(client, collection, time_machine, django_capture_on_commit_callbacks):
    time_machine.move_to("2028-03-01")
    with django_capture_on_commit_callbacks(execute=True):
        DecisionFactory(
            plan=collection["berga"].plan,
            kind=DecisionKind.EXTENSION,
            decided_on=date(2027, 11, 1),
            until_further_notice=True,
        )

    assert len(plans(page(client, "q=läsfrämjande&status=forlangd"))) == 1


def test_results_are_not_indexed_by_external_search_engines(client):
    assert client.get("/sok/?q=bokbussen")["X-Robots-Tag"] == "noindex, follow"
