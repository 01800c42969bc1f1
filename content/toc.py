"""What a text of blocks is made of: its headings, where they lead, and the text below each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.text import slugify
from wagtail.blocks import BoundBlock, StreamValue

LONGEST_ANCHOR = 60  # characters
START = "text"  # where text leads that stands before the first heading


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the text up to the next one.

    `anchor` is its id on the page, `path` the headings above it and itself, outermost first, `level` that of the
    heading (2 to 4; 0 before the first). `texts` are paragraphs of plain text. What is shown at an address below the
    page's own says which: `below` is "inspelning/".
    """

    anchor: str
    path: tuple[str, ...] = ()
    level: int = 0
    texts: tuple[str, ...] = ()
    below: str = ""

    @property
    def title(self) -> str:
        return self.path[-1] if self.path else ""


@dataclass(frozen=True, slots=True)
class Part:
    """A block of a text; the ones that begin a section have its title and anchor."""

    block: BoundBlock
    anchor: str = ""
    title: str = ""
    level: int = 0  # 0 for a block that begins a section of its own below the present heading


def parts(stream: StreamValue) -> Iterator[Part]:
    """The blocks in order, with an anchor of its own for each that begins a section.

    Such a block says so by `section_title(value)` and, when it is a heading, `section_level(value)`.
    """
    taken = {"", START, "innehall"}
    for child in stream:
        title = getattr(child.block, "section_title", lambda value: "")(child.value)
        if not title:
            yield Part(child)
            continue
        level = getattr(child.block, "section_level", lambda value: 0)(child.value)
        yield Part(child, _anchor(title, taken), title, level)


def outline(stream: StreamValue) -> list[Section]:
    """The sections of a text in reading order; those without any word of their own are kept for their heading."""
    found = [Section(START)]
    above: dict[int, str] = {}
    for part in parts(stream):
        texts = _texts(part)
        if part.title and part.level:
            above = {level: title for level, title in above.items() if level < part.level} | {part.level: part.title}
            found.append(Section(part.anchor, tuple(above.values()), part.level))
        elif part.title:
            found.append(Section(part.anchor, (*above.values(), part.title), 0, texts))
        elif found[-1].level or found[-1].anchor == START:
            found[-1] = _longer(found[-1], texts)
        else:  # what stands after a fold belongs to the heading above it
            found.append(Section(_last_heading(found), tuple(above.values()), max(above, default=0), texts))
    return [section for section in found if section.title or section.texts]


def _anchor(title: str, taken: set[str]) -> str:
    """A readable id: the words of the title, with a number when another section has them too."""
    words = slugify(title)[:LONGEST_ANCHOR].strip("-") or "avsnitt"
    anchor, number = words, 1
    while anchor in taken:
        number += 1
        anchor = f"{words}-{number}"
    taken.add(anchor)
    return anchor


def _texts(part: Part) -> tuple[str, ...]:
    found: Iterable[str] = part.block.block.get_searchable_content(part.block.value)
    return tuple(text.strip() for text in map(str, found) if text.strip() and text.strip() != part.title)


def _longer(section: Section, texts: tuple[str, ...]) -> Section:
    return Section(section.anchor, section.path, section.level, (*section.texts, *texts))


def _last_heading(sections: list[Section]) -> str:
    return next((section.anchor for section in reversed(sections) if section.level), START)
