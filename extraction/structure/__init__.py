"""From words and their places to passages in reading order. Pure: no database, no settings, no pdfium."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extraction.layout import Mark, PageLayout
from extraction.structure.blocks import Block, blocks_of
from extraction.structure.dehyphenation import IsWord
from extraction.structure.headers_footers import without_furniture
from extraction.structure.headings import Headings
from extraction.structure.line_segments import segments_of
from extraction.structure.paragraphs import Paragraph, Setting, paragraphs_of, setting_of
from extraction.structure.passages import Writer
from extraction.types import ReadPassage

__all__ = ["Block", "structure"]


def structure(
    pages: Sequence[PageLayout], marks: Sequence[Mark], is_word: IsWord
) -> tuple[list[ReadPassage], list[str]]:
    """The passages of a document in reading order, and the number printed on each page ("" where none is).

    Running headers and footers are left out, words broken at line ends are joined when `is_word`
    or another place of the document knows the joined word, and no passage goes over a page border or 1,200 characters.
    """
    lines, labels = without_furniture([(page, segments_of(page)) for page in pages])
    found = [blocks_of(page_lines) for page_lines in lines]
    setting = setting_of([line for page_blocks in found for block in page_blocks for line in block.lines])
    blocks = [list(_parts(page_blocks, setting)) for page_blocks in found]
    numbered = [
        (page.number, part)
        for page, parts in zip(pages, blocks, strict=True)
        for part in parts
        if isinstance(part, Paragraph)
    ]
    headings = Headings(numbered, marks, setting.body)
    own_words = {word.text.strip(".,;:()").casefold() for page in pages for word in page.words}
    writer = Writer(lambda word: is_word(word) or word.casefold() in own_words)
    for page, parts in zip(pages, blocks, strict=True):
        for part in parts:
            if isinstance(part, Block):
                writer.add_table(page.number, part.rows)
            else:
                writer.add(page.number, part, headings.level(page.number, part))
        writer.end_page()
    return writer.passages, labels


def _parts(blocks: Sequence[Block], setting: Setting) -> Iterator[Paragraph | Block]:
    for block in blocks:
        if block.rows:
            yield block
        else:
            yield from paragraphs_of(block.lines, setting)
