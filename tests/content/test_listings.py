import re

import pytest

pytestmark = pytest.mark.django_db


def titles(answer):
    return re.findall(r'class="row__title"[^>]*>([^<]+)<', answer.text)


@pytest.fixture
def pages(make_page):
    return [
        make_page(title, follow_up=about) for title, about in [("A", "utformas"), ("B", "anvands"), ("C", "utformas")]
    ]


def test_a_list_is_cut_into_pages(client, pages):
    first, second = client.get("/prov/"), client.get("/prov/?page=2")

    assert (titles(first), titles(second)) == (["A", "B"], ["C"])
    assert 'href="?page=2"' in first.text


def test_the_pager_keeps_the_filters_and_nothing_else(client, pages, make_page):
    make_page("D")

    answer = client.get("/prov/?about=utformas&utm=1")

    assert titles(answer) == ["A", "C"]
    assert 'href="?about=utformas&amp;page=2"' in answer.text


@pytest.mark.parametrize("query", ["about=finnsinte", "page=0", "page=x", "page=999999999999"])
def test_a_value_that_does_not_exist_gives_400(client, pages, query):
    answer = client.get(f"/prov/?{query}")

    assert (answer.status_code, titles(answer)) == (400, [])
    assert "Listan kan inte visas" in answer.text


def test_after_the_end_there_is_nothing(client, pages):
    answer = client.get("/prov/?page=3")

    assert (answer.status_code, titles(answer)) == (404, [])
    assert "Listan är inte så lång." in answer.text


@pytest.mark.parametrize(
    ("query", "sentence"), [("", "Här finns ingenting ännu."), ("?about=utformas", "Inget stämmer med filtren.")]
)
def test_an_empty_list_says_why(client, section, query, sentence):
    assert sentence in client.get(f"/prov/{query}").text


@pytest.mark.parametrize("count", [1, 2])
def test_a_list_asks_the_same_for_one_and_more(client, make_page, django_assert_num_queries, count):
    for number in range(count):
        make_page(f"Sida {number}")
    client.get("/prov/")

    with django_assert_num_queries(7):
        client.get("/prov/")
