"""A page as blocks: heading levels without gaps, everything escaped, marks numbered through."""

import pytest

from extraction.types import PassageKind
from library_plans.models import Passage
from library_plans.reader.page_renderer import compose, pieces


def passage(text, kind=PassageKind.PARAGRAPH, path=(), boxes=()):
    return Passage(text=text, kind=kind, heading_path=list(path), boxes=[list(box) for box in boxes])


def marker(word):
    def mark(text, language):
        start = text.find(word)
        return [(start, start + len(word))] if start >= 0 else []

    return mark


def test_empty_page_is_an_empty_page():
    assert compose([]).blocks == ()


def test_markup_in_the_text_is_shown_not_run():
    block = compose([passage("<b>lån</b> & lek")], marker("lån")).blocks[0]

    assert block.text == '&lt;b&gt;<mark id="traff-1">lån</mark>&lt;/b&gt; &amp; lek'


def test_headings_follow_on_each_other():
    page = compose(
        [
            passage("a", path=["Ett", "Två"]),
            passage("Tre", PassageKind.HEADING, ["Ett", "Två"]),
            passage("Nytt", PassageKind.HEADING),
            passage("djup", PassageKind.HEADING, list("abcdefgh")),
        ]
    )

    assert [tag for tag, _title in page.running] == ["h2", "h3"]
    assert [block.tag for block in page.blocks] == ["p", "h4", "h2", "h6"]


def test_marks_are_numbered_from_the_running_headings_on():
    page = compose([passage("lån", path=["lån"]), passage("lån", PassageKind.LIST)], marker("lån"))

    assert page.running[0][1] == '<mark id="traff-1">lån</mark>'
    assert page.blocks[1].items == ('<mark id="traff-3">lån</mark>',)
    assert page.marks == 3


def test_a_mark_over_two_lines_of_a_list_is_cut_at_the_line():
    page = compose([passage("ett två\ntre", PassageKind.LIST)], lambda text, language: [(4, 11)])

    assert page.blocks[0].items == ('ett <mark id="traff-1">två</mark>', '<mark id="traff-2">tre</mark>')


def test_empty_cells_are_cells():
    assert compose([passage("\ta\n1\t", PassageKind.TABLE)]).blocks[0].rows == (("", "a"), ("1", ""))


def test_boxes_of_words_that_are_marked():
    boxes = [(0, 3, 1, 2, 3, 4), (4, 7, 5, 6, 7, 8)]

    assert compose([passage("ett lån", boxes=boxes)], marker("lån")).boxes == ((5, 6, 7, 8),)


@pytest.mark.parametrize(("text", "found"), [("", [(0, 0)]), ("a\nbc", [(0, 1), (2, 4)])])
def test_pieces_keep_their_places(text, found):
    assert pieces(text, "\n") == found
