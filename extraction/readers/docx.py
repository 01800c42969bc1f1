"""Reader of Word documents: transitional and strict OOXML, templates, text boxes and embedded documents."""

from __future__ import annotations

import email
import io
import posixpath
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path

from lxml import etree

from extraction.file_type import open_package
from extraction.preflight import part_of
from extraction.readers.docx_styles import Styles
from extraction.readers.docx_text import (
    TRANSPARENT,
    cell_text,
    first_choice,
    is_drop_cap,
    paragraph_text,
    row_cells,
    table_rows,
)
from extraction.readers.elements import DocumentElement, ElementCollector, attribute, child, local, parse_xml
from extraction.readers.html import html_elements
from extraction.reasons import ReasonCode
from extraction.types import TextState, Unreadable

MAX_DEPTH = 3  # documents within documents
MAX_CELLS = 64

MAIL_START = re.compile(rb"\s*(?:mime-version|from|date|subject|content-type)\s*:", re.IGNORECASE)


def read_docx(path: Path) -> list[DocumentElement]:
    """The elements of a Word document, deleted and hidden text and headers left out, notes at the end.

    Raises:
        Unreadable: Damaged, or defining entities.
    """
    with path.open("rb") as file, open_package(file) as package:
        return _DocxDocument(package).elements()


class _DocxDocument:
    def __init__(self, package: zipfile.ZipFile, depth: int = 0) -> None:
        self.package = package
        self.depth = depth
        self.main = self._main_part()
        self.targets = self._targets(self.main)
        self.styles = Styles(self._related("styles"))
        self.collector = ElementCollector()
        self.drop_cap = ""

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
                self._alt_chunk(attribute(element, "id"))
            elif name in TRANSPARENT:
                self._blocks(element)
            elif name == "AlternateContent":
                self._blocks(first_choice(element))

    def _paragraph(self, paragraph: etree._Element) -> None:
        boxes: list[etree._Element] = []
        text = "".join(paragraph_text(paragraph, boxes))
        if is_drop_cap(paragraph):
            self.drop_cap += text.strip()
            return
        text, self.drop_cap = self.drop_cap + text, ""
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
        rows = [list(row_cells(row)) for row in table_rows(table)]
        if rows and all(len(row) <= 1 for row in rows):
            for row in rows:  # a frame around text, not a table
                for cell in row:
                    self._blocks(cell)
            return
        boxes: list[etree._Element] = []
        self.collector.table([[cell_text(cell, boxes) for cell in row[:MAX_CELLS]] for row in rows])
        for box in boxes:
            self._blocks(box)

    def _alt_chunk(self, relation: str) -> None:
        """Text in another format that Word shows as part of the document."""
        _, name = self.targets.get(relation, ("", ""))
        content = part_of(self.package, name) if name and self.depth < MAX_DEPTH else b""
        if content.startswith(b"PK"):
            with open_package(io.BytesIO(content)) as package:
                elements = _DocxDocument(package, self.depth + 1).elements()
        elif content and not content.lstrip().startswith(b"{\\rtf"):
            elements = html_elements(unpack_mhtml(content))
        else:
            return
        self.collector.end_list()
        self.collector.found.extend(elements)


def unpack_mhtml(content: bytes) -> bytes:
    """The page itself when it is packed as a mail (MHT), as Word saves web pages."""
    if not MAIL_START.match(content):
        return content
    for part in email.message_from_bytes(content).walk():
        if part.get_content_type() in ("text/html", "text/plain"):
            payload = part.get_payload(decode=True)
            return payload if isinstance(payload, bytes) else b""
    return b""
