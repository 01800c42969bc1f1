"""Rendering of a page: heading levels without gaps, text escaped, highlights numbered."""

import pytest

from extraction.types import PassageKind
from library_plans.models import Passage
from library_plans.reader.page_renderer import render_page, split_offsets


def passage(text, kind=PassageKind.PARAGRAPH, path=(), boxes=()):
    return Passage(text=text, kind=kind, heading_path=list(path), boxes=[list(box) for box in boxes])


def highlighter(word):
    def mark(text, language):
        start = text.find(word)
        return [(start, start + len(word))] if start >= 0 else []

    return mark


def test_a_page_without_passages_has_no_blocks():
    assert render_page([]).blocks == ()


def test_markup_in_the_text_is_escaped():
    block = render_page([passage("<b>lån</b> & lek")], highlighter("lån")).blocks[0]

    assert block.text == '&lt;b&gt;<mark id="traff-1">lån</mark>&lt;/b&gt; &amp; lek'


def test_heading_levels_have_no_gaps():
    page = render_page(
        [
            passage("a", path=["Ett", "Två"]),
            passage("Tre", PassageKind.HEADING, ["Ett", "Två"]),
            passage("Nytt", PassageKind.HEADING),
            passage("djup", PassageKind.HEADING, list("abcdefgh")),
        ]
    )

    assert [tag for tag, _title in page.inherited_headings] == ["h2", "h3"]
    assert [block.tag for block in page.blocks] == ["p", "h4", "h2", "h6"]


def test_highlights_are_numbered_from_inherited_headings_on():
    page = render_page([passage("lån", path=["lån"]), passage("lån", PassageKind.LIST)], highlighter("lån"))

    assert page.inherited_headings[0][1] == '<mark id="traff-1">lån</mark>'
    assert page.blocks[1].items == ('<mark id="traff-3">lån</mark>',)
    assert page.highlights == 3


def test_a_highlight_over_two_items_is_split():
    page = render_page([passage("ett två\ntre", PassageKind.LIST)], lambda text, language: [(4, 11)])

    assert page.blocks[0].items == ('ett <mark id="traff-1">två</mark>', '<mark id="traff-2">tre</mark>')


def test_empty_table_cells_are_kept():
    assert render_page([passage("\ta\n1\t", PassageKind.TABLE)]).blocks[0].rows == (("", "a"), ("1", ""))


def test_only_boxes_of_highlighted_words_are_kept():
    boxes = [(0, 3, 1, 2, 3, 4), (4, 7, 5, 6, 7, 8)]

    assert render_page([passage("ett lån", boxes=boxes)], highlighter("lån")).boxes == ((5, 6, 7, 8),)


@pytest.mark.parametrize(("text", "found"), [("", [(0, 0)]), ("a\nbc", [(0, 1), (2, 4)])])
def test_split_offsets_keep_empty_parts(text, found):
    assert split_offsets(text, "\n") == found
