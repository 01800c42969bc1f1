"""Structure, scored on documents whose makers say what they wrote."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from demo.documents import document_specs, render_document
from demo.types import ExampleDocument, GroundTruthBlock
from extraction.readers import pdf
from extraction.structure import structure
from extraction.types import MediaType, PassageKind, ReadPassage
from search.language import is_known

DOCUMENTS = 12


@pytest.fixture(scope="module")
def scored(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[ExampleDocument, list[ReadPassage], list[str]]]:
    """Every fifth document of the demo that is a PDF with text, as it was read."""
    folder = tmp_path_factory.mktemp("written")
    read = []
    for spec in document_specs()[::5]:
        document = render_document(spec)
        if document.media_type is MediaType.PDF and not document.scanned and len(read) < DOCUMENTS:
            read.append((document, *_read(document, folder)))
    return read


def _read(document: ExampleDocument, folder: Path) -> tuple[list[ReadPassage], list[str]]:
    path = folder / document.name
    path.write_bytes(document.data)
    layout = pdf.read_layout(path, 1, pdf.page_count(path))
    return structure(layout.pages, layout.bookmarks, lambda _text: is_known)


def key(text: str) -> str:
    """Letters and digits alone: blanks and hyphens at line ends are not what is scored here."""
    return re.sub(r"[\W_]+", "", text).casefold()


def share(right: Iterable[bool]) -> float:
    found = list(right)
    return sum(found) / len(found)


def test_headings_have_the_level_they_were_written_with(scored: list) -> None:
    right = []
    for document, passages, _labels in scored:
        found = Counter((key(passage.text), passage.level) for passage in passages if passage.level)
        written = Counter((key(block.text), block.level) for block in document.blocks if block.level)
        right += [number < found[heading] for heading, times in written.items() for number in range(times)]
    assert share(right) >= 0.95


def test_no_other_text_is_a_heading(scored: list) -> None:
    for document, passages, _labels in scored:
        written = {key(block.text) for block in document.blocks if block.level}
        assert [passage.text for passage in passages if passage.level and key(passage.text) not in written] == []


def test_paragraphs_begin_and_end_where_they_were_written(scored: list) -> None:
    right = []
    for document, passages, _labels in scored:
        texts = [key(passage.text) for passage in passages if not passage.level]
        starts, ends = {text[:30] for text in texts}, {text[-30:] for text in texts}
        for block in document.blocks:
            if block.kind is PassageKind.PARAGRAPH:
                written = key(block.text)
                right.append(written[:30] in starts and written[-30:] in ends and _is_whole(block, written, texts))
    assert share(right) >= 0.9


def _is_whole(block: GroundTruthBlock, written: str, texts: list[str]) -> bool:
    """A paragraph that stands on one page, and is short enough, is one passage: so no columns are mixed in it."""
    return block.page != block.last_page or len(block.text) > 1_200 or written in texts


def test_lists_keep_an_item_a_line(scored: list) -> None:
    right = []
    for document, passages, _labels in scored:
        texts = {passage.text for passage in passages if passage.kind is PassageKind.LIST}
        lists = [block for block in document.blocks if block.kind is PassageKind.LIST and block.page == block.last_page]
        right += [block.text in texts for block in lists]
    assert share(right) >= 0.95


def test_no_running_header_or_footer_is_left(scored: list) -> None:
    for document, passages, _labels in scored:
        headers_footers = {key(text) for text in document.headers_footers if len(key(text)) > 6}
        assert [passage.text for passage in passages if key(passage.text) in headers_footers] == []


def test_boxes_stand_around_their_words(scored: list, tmp_path: Path) -> None:
    document, passages, _labels = scored[0]
    sides = {page.number: page for page in _pages(document, tmp_path)}
    for passage in passages:
        page = sides[passage.page]
        for box in passage.boxes:
            assert 0 <= box.left < box.right <= page.width
            assert 0 <= box.top < box.bottom <= page.height
            assert passage.text[box.start : box.end].strip() == passage.text[box.start : box.end] != ""


def _pages(document: ExampleDocument, folder: Path) -> list:
    path = folder / document.name
    path.write_bytes(document.data)
    return pdf.read_layout(path, 1, document.pages).pages
