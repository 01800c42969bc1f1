"""Rendering and escaping of components."""

import datetime as dt

import pytest
from django.utils.safestring import mark_safe

from content.components import (
    Breadcrumb,
    Breadcrumbs,
    Card,
    Fact,
    Facts,
    Pager,
    SearchBox,
    Statistic,
    Timeline,
    TimelineEntry,
)


def flat(component):
    return " ".join(component.render_html().split())


def test_card_escapes_plain_text_and_keeps_safe_html():
    html = flat(Card("<b>", "/a/", text=mark_safe("<mark>lån</mark>")))

    assert "&lt;b&gt;" in html
    assert "<mark>lån</mark>" in html


def test_last_breadcrumb_is_marked_as_the_current_page():
    assert '<span aria-current="page">Ale</span>' in flat(
        Breadcrumbs([Breadcrumb("Planer", "/planer/"), Breadcrumb("Ale")])
    )


def test_statistic_shows_total_bar_and_link():
    html = flat(Statistic(251, "kommuner", total=1290, url="/planer/", link_text="Vilka?"))

    assert "251 av 1 290" in html
    assert 'class="part" width="195"' in html
    assert '<a href="/planer/">Vilka?</a>' in html


def test_facts_and_timeline_render_as_lists():
    assert "<dt>Källa</dt> <dd>hos kommunen</dd>" in flat(Facts([Fact("Källa", "hos kommunen")]))
    assert '<time datetime="2023-10-26">26 oktober 2023</time>' in flat(
        Timeline([TimelineEntry(dt.date(2023, 10, 26), "A")])
    )


@pytest.mark.parametrize(
    ("page", "pages", "shown"),
    [(1, 1, [1]), (1, 3, [1, 2, 3]), (1, 20, [1, 2, 3, 0, 20]), (10, 20, [1, 0, 8, 9, 10, 11, 12, 0, 20])],
)
def test_pager_shows_first_last_and_neighbouring_pages(page, pages, shown):
    assert Pager(page, pages).page_numbers() == shown


def test_pager_url_keeps_the_query_and_omits_page_1():
    pager = Pager(2, 3, "q=l%C3%A5n")

    assert (pager.page_url(1), pager.page_url(3)) == ("?q=l%C3%A5n", "?q=l%C3%A5n&page=3")


def test_search_box_has_a_label_and_hidden_fields():
    html = flat(SearchBox("/sok/", "Sök", value='"lån"', hidden_fields=[("exakt", "1")]))

    assert '<label class="visually-hidden" for="q">Sök</label>' in html
    assert 'value="&quot;lån&quot;"' in html
    assert '<input type="hidden" name="exakt" value="1">' in html
