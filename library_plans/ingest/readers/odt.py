"""The text of an OpenDocument text, zipped or flat, part by part. Runs in the limited child of `ingest.sandbox`.

Source:
    OpenDocument 1.3, part 3: 4 and 5 (text), 9 (tables). Names are compared without their namespace, so files of
    OpenOffice.org 1 and those with other prefixes are read the same way.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from library_plans.ingest.check import part_of
from library_plans.ingest.readers.parts import BROKEN_XML, Part, Parts, attribute, local, xml_of
from library_plans.ingest.sniff import open_package
from library_plans.ingest.types import TextState, Unreadable

MAX_BLANKS = 100  # of one text:s; what asks for more is no text
MAX_REPEATED = 50  # of one cell; a spreadsheet's habit of repeating a thousand empty ones says nothing
DROPPED = frozenset(
    {"tracked-changes", "annotation", "annotation-end", "deletion", "sequence-decls", "forms", "index-title-template",
     "table-of-content-source", "ruby-text", "note-citation", "title", "desc", "bookmark", "soft-page-break",
     "alphabetical-index-source", "binary-data", "script", "variable-decls", "user-field-decls", "hidden-text"}
)  # fmt: skip


def read_parts(path: Path) -> list[Part]:
    """The parts of the document in order; tracked deletions, comments, headers and footers are left out.

    Footnotes and text boxes follow the paragraph that they hang on.

    Raises:
        Unreadable: Broken, entities, or not a word in it.
    """
    root = xml_of(_content(path))
    body = next((element for element in root.iter() if local(element) == "body"), None)
    if body is None:
        raise Unreadable(TextState.DAMAGED, BROKEN_XML)
    parts = Parts()
    Reader(parts, title_styles(root)).blocks(next((child for child in body if local(child) == "text"), body))
    return parts.end()


def _content(path: Path) -> bytes:
    with path.open("rb") as file:
        if file.read(2) != b"PK":
            return path.read_bytes()
        with open_package(file) as package:
            content = part_of(package, "content.xml")
    if not content:
        raise Unreadable(TextState.DAMAGED, BROKEN_XML)
    return content


def title_styles(root: etree._Element) -> frozenset[str]:
    """Paragraph styles that make a title: the one that writers ship, and automatic ones derived from it."""
    derived = {
        attribute(style, "name")
        for style in root.iter()
        if local(style) == "style" and attribute(style, "parent-style-name") in ("Title", "Rubrik")
    }
    return frozenset(derived | {"Title"})


class Reader:
    """Walks the text once and hands its parts on."""

    def __init__(self, parts: Parts, titles: frozenset[str]) -> None:
        self.parts, self.titles = parts, titles
        self.waiting: list[etree._Element] = []  # notes and text boxes of the paragraph that is being read

    def blocks(self, parent: etree._Element) -> None:
        for child in parent:
            name = local(child)
            if name == "h":
                level = attribute(child, "outline-level")
                self._write(child, int(level) if level.isdigit() else 1)
            elif name == "p":
                self._write(child, 1 if attribute(child, "style-name") in self.titles else 0)
            elif name in ("list", "ordered-list", "unordered-list"):
                self._list(child)
            elif name == "table":
                self._table(child)
            elif name not in DROPPED:
                self.blocks(child)

    def _write(self, element: etree._Element, level: int) -> None:
        text = self._text(element)
        if level:
            self.parts.heading(text, level)
        else:
            self.parts.paragraph(text)
        self._write_waiting()

    def _write_waiting(self) -> None:
        waiting, self.waiting = self.waiting, []
        for element in waiting:
            self.blocks(element)

    def _list(self, element: etree._Element) -> None:
        """Items of all depths, in order; a heading within a list is numbered, not listed."""
        for child in element:
            for part in child:
                if local(part) in ("list", "ordered-list", "unordered-list"):
                    self._list(part)
                elif local(part) == "h":
                    self.blocks([part])
                elif local(part) == "p":
                    self.parts.item(self._text(part))
                    self._write_waiting()

    def _table(self, table: etree._Element) -> None:
        rows = [list(cells_of(row)) for row in rows_of(table)]
        if all(len(row) <= 1 for row in rows):
            for row in rows:
                for cell in row:
                    self.blocks(cell)
            return
        self.parts.table([[self._cell(cell) for cell in row] for row in rows])
        self._write_waiting()

    def _cell(self, cell: etree._Element) -> str:
        return " ".join(self._text(part) for part in cell.iter() if local(part) in ("p", "h"))

    def _text(self, element: etree._Element) -> str:
        return "".join(self._pieces(element))

    def _pieces(self, element: etree._Element) -> Iterator[str]:
        yield element.text or ""
        for child in element:
            name = local(child)
            if name == "s":
                count = attribute(child, "c")
                yield " " * min(int(count) if count.isdigit() else 1, MAX_BLANKS)
            elif name in ("tab", "tab-stop", "line-break"):
                yield " "
            elif name in ("note-body", "footnote-body", "endnote-body", "text-box"):
                self.waiting.append(child)
            elif name not in DROPPED:
                yield from self._pieces(child)
            yield child.tail or ""


def rows_of(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if local(child) == "table-row":
            yield child
        elif local(child) in ("table-header-rows", "table-rows", "table-row-group"):
            yield from rows_of(child)


def cells_of(row: etree._Element) -> Iterator[etree._Element]:
    for child in row:
        if local(child) == "table-cell":
            repeated = attribute(child, "number-columns-repeated")
            for _ in range(min(int(repeated) if repeated.isdigit() else 1, MAX_REPEATED)):
                yield child
