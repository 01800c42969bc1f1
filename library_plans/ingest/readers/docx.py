"""The text of a Word document (Office Open XML, transitional and strict, also templates), part by part.

Read from the XML itself: python-docx refuses strict documents and templates, and does not see text boxes, content
controls, inserted text and `altChunk`. Runs in the limited child of `ingest.sandbox`.

Source:
    ECMA-376-1:2016, 11.3 (parts) and 17 (WordprocessingML). Names are compared without their namespace.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from library_plans.ingest.check import part_of
from library_plans.ingest.readers import html
from library_plans.ingest.readers.parts import BROKEN_XML, Parts, attribute, local, xml_of
from library_plans.ingest.readers.parts import Part as Part
from library_plans.ingest.sniff import open_package
from library_plans.ingest.types import TextState, Unreadable

MAX_CHUNK_DEPTH = 3
HEADING_NAME = re.compile(r"(?:heading|rubrik|überschrift|titre|título|overskrift|otsikko)\s*([1-9])$", re.IGNORECASE)
TITLE_NAME = re.compile(r"(?:title|titel|rubrik|book title)$", re.IGNORECASE)
DROPPED = frozenset(
    {"del", "moveFrom", "pPr", "rPr", "sectPr", "instrText", "delText", "delInstrText", "fldData", "Fallback",
     "commentRangeStart", "commentReference", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr", "rt", "oMathPara"}
)  # fmt: skip
NOTE_KINDS = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}


def read_parts(path: Path) -> list[Part]:
    """The parts of the document's body in order; headers, footers, comments and deleted text are left out.

    Footnotes follow the paragraph that refers to them, and so do the paragraphs of text boxes.

    Raises:
        Unreadable: Broken, entities, or not a word in it.
    """
    with path.open("rb") as file, open_package(file) as package:
        parts = Parts()
        WordDocument(package, parts).read()
        return parts.end()


class Package:
    """A part of the zip with what it refers to."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self.archive, self.name = archive, name
        folder, file = posixpath.split(name)
        self.relations = self._relations(posixpath.join(folder, "_rels", f"{file}.rels"), folder)

    def _relations(self, name: str, folder: str) -> dict[str, tuple[str, str]]:
        """Identifier to (last word of the type, part's name); links to the outside are left out."""
        data = part_of(self.archive, name)
        if not data:
            return {}
        return {
            attribute(entry, "Id"): (
                attribute(entry, "Type").rpartition("/")[2],
                posixpath.normpath(posixpath.join(folder, attribute(entry, "Target"))).lstrip("/"),
            )
            for entry in xml_of(data)
            if isinstance(entry.tag, str) and attribute(entry, "TargetMode") != "External"
        }

    def of_type(self, kind: str) -> str:
        """The name of the first part of a type, or ""."""
        return next((target for found, target in self.relations.values() if found == kind), "")


class Styles:
    """Which heading level a paragraph style stands for, and whether it makes a list."""

    def __init__(self, root: etree._Element | None) -> None:
        self.names: dict[str, str] = {}
        self.parents: dict[str, str] = {}
        self.levels: dict[str, int] = {}
        self.lists: set[str] = set()
        for style in root if root is not None else ():
            if local(style) == "style":
                self._add(style)

    def _add(self, style: etree._Element) -> None:
        key = attribute(style, "styleId")
        for child in style:
            if local(child) == "name":
                self.names[key] = attribute(child, "val")
            elif local(child) == "basedOn":
                self.parents[key] = attribute(child, "val")
            elif local(child) == "pPr":
                level = outline_level(child)
                if level is not None:
                    self.levels[key] = level
                if any(local(grandchild) == "numPr" for grandchild in child):
                    self.lists.add(key)

    def level(self, key: str) -> int:
        """1 to 6 for a heading, 0 for body text; a title counts as 1."""
        for style in self._ancestry(key):
            name = self.names.get(style, style)
            match = HEADING_NAME.match(name) or HEADING_NAME.match(style)
            if match:
                return min(int(match[1]), 6)
            if TITLE_NAME.match(name):
                return 1
            if style in self.levels:
                return self.levels[style]
        return 0

    def is_list(self, key: str) -> bool:
        return any(style in self.lists for style in self._ancestry(key))

    def _ancestry(self, key: str) -> Iterator[str]:
        seen: set[str] = set()
        while key and key not in seen:
            seen.add(key)
            yield key
            key = self.parents.get(key, "")


def outline_level(properties: etree._Element) -> int | None:
    """The level that paragraph properties state: 1-6, 0 for body text, None when they are silent."""
    for child in properties:
        if local(child) == "outlineLvl" and attribute(child, "val").isdigit():
            value = int(attribute(child, "val"))
            return value + 1 if value < 6 else 0
    return None


class WordDocument:
    """Walks the body once and hands its parts on."""

    def __init__(self, archive: zipfile.ZipFile, parts: Parts, depth: int = 0) -> None:
        self.archive, self.parts, self.depth = archive, parts, depth
        name = Package(archive, "").of_type("officeDocument") or "word/document.xml"
        self.main = Package(archive, name)
        styles = part_of(archive, self.main.of_type("styles"))
        self.styles = Styles(xml_of(styles) if styles else None)
        self.notes = {kind: self._notes(kind) for kind in NOTE_KINDS.values()}
        self.waiting: list[etree._Element] = []  # text boxes and notes of the paragraph that is being read

    def read(self) -> None:
        data = part_of(self.archive, self.main.name)
        if not data:
            raise Unreadable(TextState.DAMAGED, BROKEN_XML)
        body = next((child for child in xml_of(data) if local(child) == "body"), None)
        if body is not None:
            self._blocks(body)

    def _notes(self, kind: str) -> dict[str, etree._Element]:
        data = part_of(self.archive, self.main.of_type(kind))
        if not data:
            return {}
        return {attribute(note, "id"): note for note in xml_of(data) if attribute(note, "type") in ("", "normal")}

    def _blocks(self, parent: etree._Element) -> None:
        for child in parent:
            name = local(child)
            if name == "p":
                self._paragraph(child)
            elif name == "tbl":
                self._table(child)
            elif name == "altChunk":
                self._chunk(attribute(child, "id"))
            elif name not in DROPPED:
                self._blocks(chosen(child))

    def _paragraph(self, paragraph: etree._Element) -> None:
        text = self._text(paragraph)
        waiting, self.waiting = self.waiting, []
        level, listed = self._role(paragraph)
        if level:
            self.parts.heading(text, level)
        elif listed:
            self.parts.item(text)
        else:
            self.parts.paragraph(text)
        for more in waiting:
            self._blocks(more)

    def _role(self, paragraph: etree._Element) -> tuple[int, bool]:
        """Heading level (0 for none) and whether the paragraph is an item of a list."""
        properties = next((child for child in paragraph if local(child) == "pPr"), None)
        if properties is None:
            return 0, False
        own = outline_level(properties)
        style = numbering = ""
        for child in properties:
            if local(child) == "pStyle":
                style = attribute(child, "val")
            elif local(child) == "numPr":
                numbering = next((attribute(entry, "val") for entry in child if local(entry) == "numId"), "")
        listed = numbering != "0" and bool(numbering or self.styles.is_list(style))
        return (self.styles.level(style) if own is None else own), listed

    def _table(self, table: etree._Element) -> None:
        rows = [[list(cells_of(row))] for row in rows_of(table)]
        if all(len(cells) <= 1 for (cells,) in rows):
            for (cells,) in rows:
                for cell in cells:
                    self._blocks(cell)
            return
        self.parts.table([[self._cell(cell) for cell in cells] for (cells,) in rows])
        waiting, self.waiting = self.waiting, []
        for more in waiting:
            self._blocks(more)

    def _cell(self, cell: etree._Element) -> str:
        """All text of a cell in a line, tables within it included."""
        return " ".join(self._text(part) for part in cell.iter() if local(part) == "p" and not in_text_box(part, cell))

    def _text(self, parent: etree._Element) -> str:
        return "".join(self._pieces(parent))

    def _pieces(self, parent: etree._Element) -> Iterator[str]:
        for child in parent:
            name = local(child)
            if name == "t":
                yield child.text or ""
            elif name in ("tab", "br", "cr", "ptab"):
                yield " "
            elif name == "noBreakHyphen":
                yield "-"
            elif name in NOTE_KINDS:
                note = self.notes[NOTE_KINDS[name]].get(attribute(child, "id"))
                if note is not None:
                    self.waiting.append(note)
            elif name == "txbxContent":
                self.waiting.append(child)
            elif name == "r" and is_hidden(child):
                continue
            elif name not in DROPPED:
                yield from self._pieces(chosen(child))

    def _chunk(self, relation: str) -> None:
        """A document within the document, in another format."""
        _, name = self.main.relations.get(relation, ("", ""))
        data = part_of(self.archive, name) if name else b""
        if not data or self.depth >= MAX_CHUNK_DEPTH:
            return
        if data.startswith(b"PK"):
            with open_package(io.BytesIO(data)) as package:
                WordDocument(package, self.parts, self.depth + 1).read()
        elif data.lstrip().startswith(b"{\\rtf"):
            return
        else:
            html.add_parts(html.unwrapped(data), self.parts)


def chosen(element: etree._Element) -> etree._Element:
    """Of alternatives for newer and older programs the first one that has something to say."""
    if local(element) != "AlternateContent":
        return element
    options = [child for child in element if local(child) in ("Choice", "Fallback")]
    return next((option for option in options if len(option)), element)


def is_hidden(run: etree._Element) -> bool:
    """Whether Word shows nothing of a run."""
    for child in run:
        if local(child) == "rPr":
            return any(local(mark) == "vanish" and attribute(mark, "val") not in ("0", "false", "off") for mark in child)
    return False


def in_text_box(paragraph: etree._Element, cell: etree._Element) -> bool:
    """Whether a paragraph stands in a text box of the cell, or in the copy of one for older programs."""
    for ancestor in paragraph.iterancestors():
        if ancestor is cell:
            return False
        if local(ancestor) in ("txbxContent", "Fallback"):
            return True
    return False


def rows_of(table: etree._Element) -> Iterator[etree._Element]:
    """Rows that were not deleted, through content controls."""
    for child in table:
        if local(child) == "tr":
            if not any(local(mark) == "del" for properties in child if local(properties) == "trPr" for mark in properties):
                yield child
        elif local(child) in ("sdt", "sdtContent", "customXml", "ins"):
            yield from rows_of(child)


def cells_of(row: etree._Element) -> Iterator[etree._Element]:
    for child in row:
        if local(child) == "tc":
            yield child
        elif local(child) in ("sdt", "sdtContent", "customXml"):
            yield from cells_of(child)
