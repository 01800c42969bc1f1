"""Splits a text of blocks into sections: headings, their anchors, and the text below each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.utils.text import slugify
from wagtail.blocks import BoundBlock, StreamValue

MAX_ANCHOR_LENGTH = 60  # characters
BODY_ANCHOR = "text"  # id of the element around the text; leads to what stands before the first heading
RESERVED_ANCHORS = ("", BODY_ANCHOR, "innehall")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the text up to the next one.

    `anchor` is its id on the page, `heading_path` the headings above it and itself, outermost first, `level` that of
    the heading (2 to 4; 0 before the first). `paragraphs` are plain text. `url_suffix` is set for text that is shown at
    a URL below the page's own: "inspelning/".
    """

    anchor: str
    heading_path: tuple[str, ...] = ()
    level: int = 0
    paragraphs: tuple[str, ...] = ()
    url_suffix: str = ""

    @property
    def title(self) -> str:
        return self.heading_path[-1] if self.heading_path else ""


@dataclass(frozen=True, slots=True)
class AnchoredBlock:
    """A block of a text; one that begins a section has a title and an anchor."""

    block: BoundBlock
    anchor: str = ""
    title: str = ""
    level: int = 0  # 0 for a block that begins a section of its own below the present heading


def anchored_blocks(stream: StreamValue) -> Iterator[AnchoredBlock]:
    """The blocks in order, with a unique anchor for each that begins a section.

    A block type begins one by having `section_title(value)` and, when it is a heading, `section_level(value)`.
    """
    taken = set(RESERVED_ANCHORS)
    for child in stream:
        title = getattr(child.block, "section_title", lambda value: "")(child.value)
        if not title:
            yield AnchoredBlock(child)
            continue
        level = getattr(child.block, "section_level", lambda value: 0)(child.value)
        yield AnchoredBlock(child, _unique_anchor(title, taken), title, level)


def split_into_sections(stream: StreamValue) -> list[Section]:
    """The sections of a text in reading order; a heading without text below it is a section too."""
    sections = [Section(BODY_ANCHOR)]
    above: dict[int, str] = {}
    for block in anchored_blocks(stream):
        paragraphs = _paragraphs(block)
        if block.title and block.level:
            above = {level: title for level, title in above.items() if level < block.level} | {block.level: block.title}
            sections.append(Section(block.anchor, tuple(above.values()), block.level))
        elif block.title:
            sections.append(Section(block.anchor, (*above.values(), block.title), 0, paragraphs))
        elif sections[-1].level or sections[-1].anchor == BODY_ANCHOR:
            sections[-1] = replace(sections[-1], paragraphs=(*sections[-1].paragraphs, *paragraphs))
        else:  # text after a question belongs to the heading above the question
            anchor = _last_heading_anchor(sections)
            sections.append(Section(anchor, tuple(above.values()), max(above, default=0), paragraphs))
    return [section for section in sections if section.title or section.paragraphs]


def _unique_anchor(title: str, taken: set[str]) -> str:
    """The slug of a title, with a number when another section has the same; added to `taken`."""
    slug = slugify(title)[:MAX_ANCHOR_LENGTH].strip("-") or "avsnitt"
    anchor, number = slug, 1
    while anchor in taken:
        number += 1
        anchor = f"{slug}-{number}"
    taken.add(anchor)
    return anchor


def _paragraphs(block: AnchoredBlock) -> tuple[str, ...]:
    texts: Iterable[str] = block.block.block.get_searchable_content(block.block.value)
    return tuple(text.strip() for text in map(str, texts) if text.strip() and text.strip() != block.title)


def _last_heading_anchor(sections: list[Section]) -> str:
    return next((section.anchor for section in reversed(sections) if section.level), BODY_ANCHOR)
