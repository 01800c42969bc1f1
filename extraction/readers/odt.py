"""Reader of OpenDocument texts, packed and flat."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from lxml import etree

from extraction.file_type import open_package
from extraction.preflight import part_of
from extraction.readers.elements import DocumentElement, ElementCollector, attribute, child, local, parse_xml
from extraction.reasons import ReasonCode
from extraction.types import TextState, Unreadable

MAX_REPEATED = 32
SKIPPED = {
    "tracked-changes", "annotation", "annotation-end", "sequence-decls", "forms", "variable-decls", "user-field-decls",
    "bookmark-start", "bookmark-end", "note-citation", "title", "desc", "event-listeners", "shadow",
    "dde-connection-decls",
}  # fmt: skip
INDEXES = {
    "table-of-content", "alphabetical-index", "illustration-index", "table-index", "object-index", "user-index",
    "bibliography",
}  # fmt: skip


def read_odt(path: Path) -> list[DocumentElement]:
    """The elements of an OpenDocument text, deleted text, comments and headers left out, notes at the end.

    Raises:
        Unreadable: Damaged, or defining entities.
    """
    with path.open("rb") as file:
        if file.read(2) != b"PK":
            root = parse_xml(path.read_bytes())
            return _OdtDocument([root]).elements()
        with open_package(file) as package:
            content, styles = part_of(package, "content.xml"), part_of(package, "styles.xml")
    if not content:
        raise Unreadable(TextState.DAMAGED, ReasonCode.BROKEN_XML)
    roots = [parse_xml(content)]
    with suppress(Unreadable):  # the text itself is whole
        roots += [parse_xml(styles)] if styles else []
    return _OdtDocument(roots).elements()


class _OdtDocument:
    def __init__(self, roots: list[etree._Element]) -> None:
        self.body = next((body for body in roots[0].iter() if local(body) == "body"), None)
        self.styles = {
            attribute(style, "name"): style for root in roots for style in root.iter() if local(style) == "style"
        }
        self.found = ElementCollector()
        self.notes: list[etree._Element] = []

    def elements(self) -> list[DocumentElement]:
        text = child(self.body, "text")
        if text is None:
            raise Unreadable(TextState.DAMAGED, ReasonCode.BROKEN_XML)
        self._blocks(text)
        waiting, self.notes = self.notes, []
        for note in waiting:
            self._blocks(note)
        return self.found.all()

    def _blocks(self, parent: Iterable[etree._Element], in_list: bool = False) -> None:
        for element in parent:
            name = local(element)
            if name in ("p", "h"):
                self._paragraph(element, in_list)
            elif name == "list":
                self._blocks((part for item in element for part in item), in_list=True)
            elif name == "table":
                self._table(element)
            elif name in INDEXES:
                self._blocks((part for part in element if local(part) == "index-body"), in_list=True)
            elif name not in SKIPPED:
                self._blocks(element, in_list)

    def _paragraph(self, element: etree._Element, in_list: bool) -> None:
        boxes: list[etree._Element] = []
        text = "".join(self._text(element, boxes))
        level = self._level(element)
        if level:
            self.found.heading(text, level)
        elif in_list:
            self.found.item(text)
        else:
            self.found.paragraph(text)
        for box in boxes:
            self._blocks(box)

    def _level(self, element: etree._Element) -> int:
        """Of a heading by its own or its style's outline level; "Title" is the first; 0 for running text."""
        if local(element) == "h":
            written = attribute(element, "outline-level")
            return int(written) if written.isdigit() and int(written) else 1
        name = attribute(element, "style-name")
        for _ in range(8):
            if name == "Title":
                return 1
            style = self.styles.get(name)
            written = attribute(style, "default-outline-level")
            if written.isdigit() and int(written):
                return int(written)
            name = attribute(style, "parent-style-name")
        return 0

    def _table(self, table: etree._Element) -> None:
        rows = [list(_cells(row)) for row in _named(table, "table-row")]
        if rows and all(len(row) <= 1 for row in rows):
            for row in rows:  # a frame around text, not a table
                for cell in row:
                    self._blocks(cell)
            return
        boxes: list[etree._Element] = []
        self.found.table([[self._cell_text(cell, boxes) for cell in row] for row in rows])
        for box in boxes:
            self._blocks(box)

    def _cell_text(self, cell: etree._Element, boxes: list[etree._Element]) -> str:
        if local(cell) == "covered-table-cell":
            return ""
        aside = {part for box in cell.iter() if local(box) in ("text-box", "annotation", "note") for part in box.iter()}
        parts = (part for part in cell.iter() if local(part) in ("p", "h") and part not in aside)
        return " ".join("".join(self._text(part, boxes)) for part in parts)

    def _text(self, parent: etree._Element, boxes: list[etree._Element]) -> Iterator[str]:
        yield parent.text or ""
        for element in parent:
            name = local(element)
            if name == "s":
                yield " "
            elif name in ("tab", "line-break"):
                yield "\n"
            elif name == "text-box":
                boxes.append(element)
            elif name == "note":
                self.notes += [body for body in element if local(body) == "note-body"]
            elif name and name not in SKIPPED:
                yield from self._text(element, boxes)
            yield element.tail or ""


def _named(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    for element in parent:
        if local(element) == name:
            yield element
        elif local(element) in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _named(element, name)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    """The cells of a row; an empty one that is repeated to the edge of the sheet counts a few times only."""
    for cell in row:
        if local(cell) in ("table-cell", "covered-table-cell"):
            written = attribute(cell, "number-columns-repeated")
            for _ in range(min(int(written), MAX_REPEATED) if written.isdigit() else 1):
                yield cell
