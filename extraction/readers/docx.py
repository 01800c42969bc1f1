"""Word documents: transitional and strict OOXML, templates, with their text boxes and foreign chunks."""

from __future__ import annotations

import email
import io
import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from lxml import etree

from extraction.file_type import open_package
from extraction.preflight import part_of
from extraction.readers.elements import DocumentElement, ElementCollector, attribute, child, local, parse_xml
from extraction.readers.html import html_elements
from extraction.reasons import ReasonCode
from extraction.types import TextState, Unreadable

MAX_DEPTH = 3  # documents within documents
MAX_CELLS = 64
HEADING_NAME = re.compile(r"^(?:heading|rubrik|überschrift|titre|otsikko|overskrift|título)\s*(\d)\b", re.IGNORECASE)
TITLES = {"title", "titel", "rubrik"}
CONTENTS = re.compile(r"^(?:toc|innehåll)\s*\d", re.IGNORECASE)

MAIL_START = re.compile(rb"\s*(?:mime-version|from|date|subject|content-type)\s*:", re.IGNORECASE)

TRANSPARENT = {
    "sdt", "sdtContent", "customXml", "smartTag", "hyperlink", "ins", "moveTo", "fldSimple", "body", "dir", "bdo",
}  # fmt: skip
SKIPPED = {
    "del", "moveFrom", "instrText", "delText", "delInstrText", "pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr",
    "sectPr", "sdtPr", "sdtEndPr", "annotationRef", "footnoteRef", "endnoteRef", "proofErr", "rt", "docPartObj",
}  # fmt: skip
SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}


def read_docx(path: Path) -> list[DocumentElement]:
    """The elements of a Word document, deleted and hidden text and headers left out, notes at the end.

    Raises:
        Unreadable: Damaged, or defining entities.
    """
    with path.open("rb") as file, open_package(file) as package:
        return _Document(package).elements()


class _Document:
    def __init__(self, package: zipfile.ZipFile, depth: int = 0) -> None:
        self.package = package
        self.depth = depth
        self.main = self._main_part()
        self.targets = self._targets(self.main)
        self.styles = _Styles(self._related("styles"))
        self.collector = ElementCollector()
        self.initial = ""

    def elements(self) -> list[DocumentElement]:
        content = part_of(self.package, self.main)
        if not content:
            raise Unreadable(TextState.DAMAGED, ReasonCode.BROKEN_XML)
        root = parse_xml(content)
        body = child(root, "body")
        self._blocks(body if body is not None else root)
        for kind, name in (("footnotes", "footnote"), ("endnotes", "endnote")):
            self._notes(self._related(kind), name)
        return self.collector.all()

    def _main_part(self) -> str:
        rels = part_of(self.package, "_rels/.rels")
        for relation in parse_xml(rels) if rels else ():
            if attribute(relation, "Type").endswith("/officeDocument"):
                name = attribute(relation, "Target").lstrip("/")
                if name in self.package.namelist():
                    return name
        return "word/document.xml"

    def _targets(self, part: str) -> dict[str, tuple[str, str]]:
        """Relation id -> its kind and the name of the part."""
        folder, name = posixpath.split(part)
        rels = part_of(self.package, f"{folder}/_rels/{name}.rels")
        found: dict[str, tuple[str, str]] = {}
        for relation in parse_xml(rels) if rels else ():
            target = attribute(relation, "Target")
            if attribute(relation, "TargetMode") != "External":
                whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
                found[attribute(relation, "Id")] = (attribute(relation, "Type").rpartition("/")[2], whole)
        return found

    def _related(self, kind: str) -> etree._Element | None:
        name = next((name for found, name in self.targets.values() if found == kind), "")
        content = part_of(self.package, name) if name else b""
        try:
            return parse_xml(content) if content else None
        except Unreadable:
            return None  # the text itself may be whole

    def _notes(self, root: etree._Element | None, name: str) -> None:
        for note in root if root is not None else ():
            if local(note) == name and attribute(note, "type") in ("", "normal"):
                self._blocks(note)

    def _blocks(self, parent: Iterable[etree._Element]) -> None:
        for element in parent:
            name = local(element)
            if name == "p":
                self._paragraph(element)
            elif name == "tbl":
                self._table(element)
            elif name == "altChunk":
                self._chunk(attribute(element, "id"))
            elif name in TRANSPARENT:
                self._blocks(element)
            elif name == "AlternateContent":
                self._blocks(_choice(element))

    def _paragraph(self, paragraph: etree._Element) -> None:
        boxes: list[etree._Element] = []
        text = "".join(_text(paragraph, boxes))
        if _is_initial(paragraph):
            self.initial += text.strip()
            return
        text, self.initial = self.initial + text, ""
        level, is_item = self.styles.role(child(paragraph, "pPr"))
        if level:
            self.collector.heading(text, level)
        elif is_item:
            self.collector.item(text)
        else:
            self.collector.paragraph(text)
        for box in boxes:
            self._blocks(box)

    def _table(self, table: etree._Element) -> None:
        rows = [list(_cells(row)) for row in _rows(table)]
        if rows and all(len(row) <= 1 for row in rows):
            for row in rows:  # a frame around text, not a table
                for cell in row:
                    self._blocks(cell)
            return
        boxes: list[etree._Element] = []
        self.collector.table([[_cell_text(cell, boxes) for cell in row[:MAX_CELLS]] for row in rows])
        for box in boxes:
            self._blocks(box)

    def _chunk(self, relation: str) -> None:
        """Text in another format that Word shows as part of the document."""
        _, name = self.targets.get(relation, ("", ""))
        content = part_of(self.package, name) if name and self.depth < MAX_DEPTH else b""
        if content.startswith(b"PK"):
            with open_package(io.BytesIO(content)) as package:
                elements = _Document(package, self.depth + 1).elements()
        elif content and not content.lstrip().startswith(b"{\\rtf"):
            elements = html_elements(unpack_mhtml(content))
        else:
            return
        self.collector.end_list()
        self.collector.found.extend(elements)


class _Styles:
    """What the styles of a document say about a paragraph: heading level, item of a list."""

    def __init__(self, root: etree._Element | None) -> None:
        found = [] if root is None else [style for style in root if local(style) == "style"]
        self.by_id = {attribute(style, "styleId"): style for style in found}

    def role(self, properties: etree._Element | None) -> tuple[int, bool]:
        """Level of the heading (0 for none), and whether the paragraph is an item of a list."""
        chain = list(self._chain(attribute(child(properties, "pStyle"), "val")))
        levels = [child(properties, "outlineLvl"), *(child(child(style, "pPr"), "outlineLvl") for style in chain)]
        written = next((attribute(level, "val") for level in levels if level is not None), "")
        if written.isdigit() and int(written) < 9:
            return int(written) + 1, False
        names = [attribute(child(style, "name"), "val") for style in chain]
        names.append(attribute(child(properties, "pStyle"), "val"))
        for name in names:
            if match := HEADING_NAME.match(name):
                return max(1, int(match[1])), False
            if name.casefold() in TITLES:
                return 1, False
            if CONTENTS.match(name):
                return 0, True
        numbers = [child(properties, "numPr"), *(child(child(style, "pPr"), "numPr") for style in chain)]
        number = next((found for found in numbers if found is not None), None)
        return 0, number is not None and attribute(child(number, "numId"), "val") != "0"

    def _chain(self, style_id: str) -> Iterator[etree._Element]:
        for _ in range(12):
            style = self.by_id.get(style_id)
            if style is None:
                return
            yield style
            style_id = attribute(child(style, "basedOn"), "val")


def unpack_mhtml(content: bytes) -> bytes:
    """The page itself when it is packed as a mail (MHT), as Word saves web pages."""
    if not MAIL_START.match(content):
        return content
    for part in email.message_from_bytes(content).walk():
        if part.get_content_type() in ("text/html", "text/plain"):
            payload = part.get_payload(decode=True)
            return payload if isinstance(payload, bytes) else b""
    return b""


def _choice(alternate: etree._Element) -> etree._Element:
    """The first way of showing something; the others are the same for older programs."""
    chosen = child(alternate, "Choice")
    if chosen is not None and len(chosen):
        return chosen
    fallback = child(alternate, "Fallback")
    return fallback if fallback is not None else alternate


def _text(parent: etree._Element, boxes: list[etree._Element]) -> Iterator[str]:
    """The text of a paragraph; text boxes that are anchored in it are put aside."""
    for element in parent:
        name = local(element)
        if name == "t":
            yield element.text or ""
        elif name in SIGNS:
            yield SIGNS[name]
        elif name == "txbxContent":
            boxes.append(element)
        elif name == "AlternateContent":
            yield from _text(_choice(element), boxes)
        elif name == "r" and _is_hidden(element):
            continue
        elif name not in SKIPPED:
            yield from _text(element, boxes)


def _is_initial(paragraph: etree._Element) -> bool:
    """Whether it holds nothing but the large first letter of the next paragraph."""
    return attribute(child(child(paragraph, "pPr"), "framePr"), "dropCap") in ("drop", "margin")


def _is_hidden(run: etree._Element) -> bool:
    vanish = child(child(run, "rPr"), "vanish")
    return vanish is not None and attribute(vanish, "val") not in ("0", "false", "off")


def _rows(parent: etree._Element) -> Iterator[etree._Element]:
    for element in parent:
        if local(element) == "tr" and child(child(element, "trPr"), "del") is None:
            yield element
        elif local(element) in TRANSPARENT:
            yield from _rows(element)


def _cells(parent: etree._Element) -> Iterator[etree._Element]:
    for element in parent:
        if local(element) == "tc":
            yield element
        elif local(element) in TRANSPARENT:
            yield from _cells(element)


def _cell_text(cell: etree._Element, boxes: list[etree._Element]) -> str:
    """All text of a cell, tables within it as well; a blank between its paragraphs."""
    merged = child(child(cell, "tcPr"), "vMerge")
    if merged is not None and attribute(merged, "val") in ("", "continue"):
        return ""
    paragraphs = (element for element in cell.iter() if local(element) == "p" and not _is_aside(element, cell))
    return " ".join("".join(_text(paragraph, boxes)) for paragraph in paragraphs)


def _is_aside(paragraph: etree._Element, cell: etree._Element) -> bool:
    """Whether a paragraph of a cell stands in a text box, which is read on its own."""
    for parent in paragraph.iterancestors():
        if parent is cell:
            return False
        if local(parent) in ("txbxContent", "Fallback"):
            return True
    return False
