"""Where a paragraph stands in the lists of an OpenDocument text, and the number that it has there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from lxml import etree

from extraction.readers.elements import attribute, local
from extraction.readers.odt_styles import OUTLINE, OdtNumbering, OdtStyles


@dataclass(slots=True)
class ListPlace:
    """The innermost list around a paragraph."""

    style: str
    counters: str  # what counts on together
    level: int  # from 1
    begins_item: bool = False
    start: str = ""  # the number that the item begins anew with


class OdtLists:
    """The list that the reader stands in, and the numbers given so far."""

    def __init__(self, styles: OdtStyles) -> None:
        self.styles = styles
        self.numbering = OdtNumbering(styles)
        self.place: ListPlace | None = None
        self.named: dict[str, str] = {}  # counters by the id of a list
        self.last: dict[str, str] = {}  # counters of the last list of a style
        self.count = 0

    @contextmanager
    def inside(self, element: etree._Element) -> Iterator[None]:
        """Stand in a list, or a list within the one before."""
        around = self.place
        style = attribute(element, "style-name") or (around.style if around else "")
        counters = around.counters if around else self._counters(element, style)
        if name := attribute(element, "id"):
            self.named[name] = counters
        self.last[style] = counters
        self.place = ListPlace(style, counters, around.level + 1 if around else 1)
        try:
            yield
        finally:
            self.place = around

    @contextmanager
    def outside(self) -> Iterator[None]:
        """Stand in no list, as the text of a box does."""
        around, self.place = self.place, None
        try:
            yield
        finally:
            self.place = around

    def begin_item(self, item: etree._Element) -> None:
        """The next paragraph begins an item, unless the element is a header of the list."""
        if self.place:
            self.place.begins_item = local(item) == "list-item"
            self.place.start = attribute(item, "start-value")

    def label(self, paragraph: etree._Element, level: int) -> str:
        """The number of the next paragraph in the document; `level` is that of a heading, else 0."""
        if attribute(paragraph, "is-list-header") == "true":
            return ""
        if self.place:
            if not self.place.begins_item:
                return ""
            self.place.begins_item = False
            style = self.place.style or self.styles.list_style(paragraph) or OUTLINE
            return self.numbering.label(style, self.place.counters, self.place.level, self.place.start)
        if not level or self.styles.list_style(paragraph) == "" or local(paragraph) != "h":
            return ""
        restarts = attribute(paragraph, "restart-numbering") == "true"
        start = (attribute(paragraph, "start-value") or "1") if restarts else ""
        return self.numbering.label(OUTLINE, OUTLINE, level, start)

    def _counters(self, element: etree._Element, style: str) -> str:
        goes_on = self.named.get(attribute(element, "continue-list"))
        if goes_on is None and attribute(element, "continue-numbering") == "true":
            goes_on = self.last.get(style)
        if goes_on is None:
            self.count += 1
            goes_on = f"list {self.count}"
        return goes_on
