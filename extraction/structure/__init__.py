"""Builds passages in reading order from words with their boxes. Free of database, settings and pdfium."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extraction.layout import Bookmark, PageLayout
from extraction.structure.blocks import LayoutBlock, blocks_of
from extraction.structure.dehyphenation import Dictionary, IsWord
from extraction.structure.headers_footers import remove_headers_footers
from extraction.structure.headings import Headings
from extraction.structure.line_segments import segments_of
from extraction.structure.page_borders import join_over_pages
from extraction.structure.paragraphs import Paragraph, Typesetting, paragraphs_of, typesetting_of
from extraction.structure.passages import PassageBuilder
from extraction.types import ReadPassage

__all__ = ["structure"]


def structure(
    pages: Sequence[PageLayout], bookmarks: Sequence[Bookmark], dictionary: Dictionary
) -> tuple[list[ReadPassage], list[str]]:
    """The passages of a document in reading order, and the number printed on each page ("" where none is).

    Running headers and footers are left out, words broken at line ends are joined when the `dictionary` for their
    paragraph or another place of the document knows the joined word. No passage goes over a page border, but for the
    rest of such a word, or over 1,200 characters.
    """
    lines, labels = remove_headers_footers([(page, segments_of(page)) for page in pages], bookmarks)
    found = [blocks_of(page_lines) for page_lines in lines]
    typesetting = typesetting_of([line for page_blocks in found for block in page_blocks for line in block.lines])
    blocks = [list(_paragraphs_and_tables(page_blocks, typesetting)) for page_blocks in found]
    numbered = [
        (page.number, part)
        for page, parts in zip(pages, blocks, strict=True)
        for part in parts
        if isinstance(part, Paragraph)
    ]
    headings = Headings(numbered, bookmarks, typesetting.body)
    own_words = {word.text.strip(".,;:()").casefold() for page in pages for word in page.words}

    def words_of(text: str) -> IsWord:
        is_word = dictionary(text)
        return lambda word: word.casefold() in own_words or is_word(word)

    writer = PassageBuilder(words_of)
    for page, parts in zip(pages, blocks, strict=True):
        for part in parts:
            if isinstance(part, LayoutBlock):
                writer.add_table(page.number, part.rows)
            else:
                writer.add(page.number, part, headings.level(page.number, part))
        writer.end_page()
    return join_over_pages(writer.passages, words_of), labels


def _paragraphs_and_tables(
    blocks: Sequence[LayoutBlock], typesetting: Typesetting
) -> Iterator[Paragraph | LayoutBlock]:
    for block in blocks:
        if block.rows:
            yield block
        else:
            yield from paragraphs_of(block.lines, typesetting)
