"""Reader of OpenDocument texts, packed and flat."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from lxml import etree

from extraction.file_type import open_package
from extraction.preflight import part_of
from extraction.readers.elements import DocumentContent, ElementCollector, attribute, child, local, parse_xml
from extraction.readers.list_labels import numbered
from extraction.readers.odt_lists import OdtLists
from extraction.readers.odt_styles import OdtStyles, is_hidden_section
from extraction.readers.odt_text import SKIPPED, SpanReader, hides_paragraph, is_empty_field
from extraction.reasons import ReasonCode
from extraction.types import TextState, Unreadable

MAX_REPEATED = 32
INDEXES = {
    "table-of-content", "alphabetical-index", "illustration-index", "table-index", "object-index", "user-index",
    "bibliography",
}  # fmt: skip
CHART_TITLES = {"title", "subtitle", "footer"}
HIDDEN_ROWS = {"collapse", "filter"}


def read_odt(path: Path) -> DocumentContent:
    """The elements of an OpenDocument text, deleted and hidden text, comments and headers left out, notes at the end.

    Raises:
        Unreadable: Damaged, or defining entities.
    """
    with path.open("rb") as file:
        if file.read(2) != b"PK":
            return _OdtDocument([parse_xml(path.read_bytes())]).content()
        with open_package(file) as package:
            content, styles = part_of(package, "content.xml"), part_of(package, "styles.xml")
            if not content:
                raise Unreadable(TextState.DAMAGED, ReasonCode.BROKEN_XML)
            roots = [parse_xml(content)]
            with suppress(Unreadable):  # the text itself is whole
                roots += [parse_xml(styles)] if styles else []
            return _OdtDocument(roots, package).content()


class _OdtDocument:
    def __init__(self, roots: list[etree._Element], package: zipfile.ZipFile | None = None) -> None:
        self.package = package
        self.body = next((body for body in roots[0].iter() if local(body) == "body"), None)
        self.styles = OdtStyles(roots)
        self.lists = OdtLists(self.styles)
        self.found = ElementCollector()
        self.spans = SpanReader(self.styles, self.found)

    def content(self) -> DocumentContent:
        text = child(self.body, "text")
        if text is None:
            raise Unreadable(TextState.DAMAGED, ReasonCode.BROKEN_XML)
        self._blocks(text)
        for note in self.spans.take_notes():
            self._blocks(note)
        return self.found.all()

    def _blocks(self, parent: Iterable[etree._Element], in_list: bool = False) -> None:
        for element in parent:
            name = local(element)
            if name in ("p", "h"):
                self._paragraph(element, in_list)
            elif name == "list":
                self._list(element)
            elif name == "table":
                self._table(element)
            elif name in INDEXES:
                self._blocks((part for part in element if local(part) == "index-body"), in_list=True)
            elif name == "object":
                self._object(element)
            elif self._is_left_out(element):
                continue
            else:
                self._blocks(element, in_list)

    def _is_left_out(self, element: etree._Element) -> bool:
        """Whether a block is hidden, deleted or no text."""
        name = local(element)
        if name == "tracked-changes":
            for change in element.iter():
                if local(change) == "deletion":
                    self.spans.leave_out(change)
            return True
        if name == "section" and is_hidden_section(element):
            self.spans.leave_out(element)
            return True
        return not name or name in SKIPPED or is_empty_field(element)

    def _list(self, element: etree._Element) -> None:
        with self.lists.inside(element):
            for item in element:
                self.lists.begin_item(item)
                self._blocks(item, in_list=True)

    def _paragraph(self, element: etree._Element, in_list: bool) -> None:
        if hides_paragraph(element):
            self.spans.leave_out(element)
            return
        level = self.styles.level(element)
        text = numbered(self.lists.label(element, level), self.spans.text(element))
        self.found.language = self.styles.language(element)
        if level:
            self.found.heading(text, level)
        elif in_list:
            self.found.item(text)
        else:
            self.found.paragraph(text)
        self.found.language = ""
        self._attached()

    def _attached(self) -> None:
        """What hangs on the text that was read: boxes, shapes, charts."""
        for box in self.spans.take_boxes():
            with self.lists.outside():
                self._blocks([box] if local(box) == "object" else box)

    def _object(self, element: etree._Element) -> None:
        """The titles and the table of a chart, which is a document within the document."""
        name = posixpath.normpath(attribute(element, "href")).lstrip("/")
        content = part_of(self.package, f"{name}/content.xml") if self.package and attribute(element, "href") else b""
        try:
            root = parse_xml(content) if content else element
        except Unreadable:
            return  # the text itself is whole
        chart = next((part for part in root.iter() if local(part) == "chart" and len(part)), None)
        for part in chart.iter() if chart is not None else ():
            if local(part) in CHART_TITLES:
                self._blocks(part)
            elif local(part) == "table":
                self._table(part)

    def _table(self, table: etree._Element) -> None:
        rows = [list(_cells(row)) for row in self._rows(table)]
        if rows and all(len(row) <= 1 for row in rows):
            for row in rows:  # a frame around text, not a table
                for cell in row:
                    self._blocks(cell)
            return
        self.found.table([["".join(self._cell_texts(cell)) for cell in row] for row in rows])
        self._attached()

    def _rows(self, parent: etree._Element) -> Iterator[etree._Element]:
        for element in parent:
            if attribute(element, "visibility") in HIDDEN_ROWS:
                self.spans.leave_out(element)
            elif local(element) == "table-row":
                yield element
            elif local(element) in ("table-header-rows", "table-rows", "table-row-group"):
                yield from self._rows(element)

    def _cell_texts(self, parent: etree._Element) -> Iterator[str]:
        """All text of a cell, tables within it as well; a blank after each paragraph."""
        for element in parent if local(parent) != "covered-table-cell" else ():
            name = local(element)
            if name in ("p", "h") and not hides_paragraph(element):
                yield numbered(self.lists.label(element, self.styles.level(element)), self.spans.text(element)) + " "
            elif name == "list":
                with self.lists.inside(element):
                    for item in element:
                        self.lists.begin_item(item)
                        yield from self._cell_texts(item)
            elif name == "table":
                for row in self._rows(element):
                    yield from (text for cell in _cells(row) for text in self._cell_texts(cell))
            elif name in ("p", "h"):
                self.spans.leave_out(element)
            elif not self._is_left_out(element):
                yield from self._cell_texts(element)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    """The cells of a row; an empty one that is repeated to the edge of the sheet counts a few times only."""
    for cell in row:
        if local(cell) in ("table-cell", "covered-table-cell"):
            written = attribute(cell, "number-columns-repeated")
            for _ in range(min(int(written), MAX_REPEATED) if written.isdigit() else 1):
                yield cell
