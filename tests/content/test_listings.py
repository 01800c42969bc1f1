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


def test_index_page_is_paginated(client, pages):
    first, second = client.get("/prov/"), client.get("/prov/?page=2")

    assert (titles(first), titles(second)) == (["A", "B"], ["C"])
    assert 'href="?page=2"' in first.text


def test_pager_keeps_filters_and_drops_other_parameters(client, pages, make_page):
    make_page("D")

    answer = client.get("/prov/?about=utformas&utm=1")

    assert titles(answer) == ["A", "C"]
    assert 'href="?about=utformas&amp;page=2"' in answer.text


@pytest.mark.parametrize("query", ["about=finnsinte", "page=0", "page=x", "page=999999999999"])
def test_invalid_filter_or_page_gives_400(client, pages, query):
    answer = client.get(f"/prov/?{query}")

    assert (answer.status_code, titles(answer)) == (400, [])
    assert "Listan kan inte visas" in answer.text


def test_page_after_the_last_gives_404(client, pages):
    answer = client.get("/prov/?page=3")

    assert (answer.status_code, titles(answer)) == (404, [])
    assert "Listan är inte så lång." in answer.text


@pytest.mark.parametrize(
    ("query", "sentence"), [("", "Här finns ingenting ännu."), ("?about=utformas", "Inget stämmer med filtren.")]
)
def test_empty_list_shows_the_reason(client, section, query, sentence):
    assert sentence in client.get(f"/prov/{query}").text


@pytest.mark.parametrize("count", [1, 2])
def test_index_page_query_count_is_constant(client, make_page, django_assert_num_queries, count):
    for number in range(count):
        make_page(f"Sida {number}")
    client.get("/prov/")

    with django_assert_num_queries(10):
        client.get("/prov/")
