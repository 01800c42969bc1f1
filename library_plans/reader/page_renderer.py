"""Renders a page's passages as blocks for a template, with the words of a query highlighted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from extraction.types import PassageKind
from library_plans.models import Passage
from library_plans.reader.heading_anchors import heading_anchors

Spans = Sequence[tuple[int, int]]  # offsets of marked words in a text, end not included
Marker = Callable[[str, str], Spans]  # a text and its language
Box = tuple[float, float, float, float]  # left, top, right, bottom in points

TITLE_LEVEL = 1  # the page's own heading
LOWEST_LEVEL = 6


@dataclass(frozen=True, slots=True)
class RenderedBlock:
    """One passage. A row is a tuple of cells; `number` counts the tables of the page from 1."""

    kind: str
    language: str
    tag: str = "p"
    text: SafeString = field(default_factory=SafeString)
    items: tuple[SafeString, ...] = ()
    rows: tuple[tuple[SafeString, ...], ...] = ()
    anchor: str = ""  # of a heading
    number: int = 0  # of a table


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A page as blocks. `inherited_headings` began on an earlier page, outermost first."""

    inherited_headings: tuple[tuple[str, SafeString], ...]  # tag and text
    blocks: tuple[RenderedBlock, ...]
    boxes: tuple[Box, ...]  # of the marked words, on the page's image
    highlights: int


class HighlightWriter:
    """Wraps marked words in `<mark>` and numbers them, so that a link can lead to the first."""

    def __init__(self, marker: Marker | None) -> None:
        self.marker = marker
        self.count = 0

    def spans(self, text: str, language: str) -> Spans:
        return self.marker(text, language) if self.marker else ()

    def render(self, text: str, spans: Spans, first: int = 0, last: int | None = None) -> SafeString:
        """The characters `first` to `last` of a text as HTML; `spans` are offsets in the whole text."""
        last = len(text) if last is None else last
        parts: list[str] = []
        at = first
        for start, end in spans:
            start, end = max(start, at), min(end, last)
            if start >= end:
                continue
            self.count += 1
            parts += [
                escape(text[at:start]),
                format_html('<mark id="traff-{}">{}</mark>', self.count, text[start:end]),
            ]
            at = end
        return mark_safe("".join([*parts, escape(text[at:last])]))  # noqa: S308 - every part is escaped above


def render_page(passages: Iterable[Passage], marker: Marker | None = None) -> RenderedPage:
    """Blocks of one page, in reading order. Heading levels go on from the page's own heading without a gap."""
    passages = list(passages)
    writer = HighlightWriter(marker)
    inherited_headings = headings_above(passages[0], writer) if passages else ()
    anchors = heading_anchors(passages)
    blocks: list[RenderedBlock] = []
    boxes: list[Box] = []
    tables = 0
    for passage in passages:
        spans = writer.spans(passage.text, passage.language)
        tables += passage.kind == PassageKind.TABLE
        block = render_block(passage, spans, writer)
        blocks.append(replace(block, anchor=anchors.get(passage.position, ""), number=tables))
        boxes += boxes_of(passage, spans)
    return RenderedPage(inherited_headings, tuple(blocks), tuple(boxes), writer.count)


def headings_above(passage: Passage, writer: HighlightWriter) -> tuple[tuple[str, SafeString], ...]:
    """The headings that a page's first passage stands under, as elements and their text."""
    return tuple(
        (heading_tag(depth), writer.render(title, writer.spans(title, passage.language)))
        for depth, title in enumerate(passage.heading_path)
    )


def heading_tag(depth: int) -> str:
    """The element of a heading that has `depth` headings above it."""
    return f"h{min(TITLE_LEVEL + 1 + depth, LOWEST_LEVEL)}"


def render_block(passage: Passage, spans: Spans, writer: HighlightWriter) -> RenderedBlock:
    text, kind = passage.text, passage.kind
    if kind == PassageKind.HEADING:
        return RenderedBlock(kind, passage.language, heading_tag(len(passage.heading_path)), writer.render(text, spans))
    if kind == PassageKind.LIST:
        items = tuple(writer.render(text, spans, *line) for line in split_offsets(text, "\n"))
        return RenderedBlock(kind, passage.language, items=items)
    if kind == PassageKind.TABLE:
        rows = tuple(
            tuple(writer.render(text, spans, *cell) for cell in split_offsets(text, "\t", *line))
            for line in split_offsets(text, "\n")
        )
        return RenderedBlock(kind, passage.language, rows=rows)
    return RenderedBlock(kind, passage.language, text=writer.render(text, spans))


def split_offsets(text: str, separator: str, first: int = 0, last: int | None = None) -> list[tuple[int, int]]:
    """Offsets of the parts between separators, empty ones included: an empty cell is a cell."""
    at, found = first, []
    for part in text[first:last].split(separator):
        found.append((at, at + len(part)))
        at += len(part) + len(separator)
    return found


def boxes_of(passage: Passage, spans: Spans) -> list[Box]:
    """The boxes of the highlighted words on the page."""
    return [
        (left, top, right, bottom)
        for start, end, left, top, right, bottom in passage.boxes
        if any(start < span_end and span_start < end for span_start, span_end in spans)
    ]
