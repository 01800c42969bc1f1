"""Reader of Word documents: transitional and strict OOXML, templates, text boxes and embedded documents."""

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
from extraction.readers.docx_numbering import Numbering
from extraction.readers.docx_styles import Styles
from extraction.readers.docx_text import (
    DELETED,
    TRANSPARENT,
    RunReader,
    first_choice,
    is_drop_cap,
    is_empty_field,
    is_joined,
    is_merged,
)
from extraction.readers.drawings import chart_rows, chart_texts, diagram_texts
from extraction.readers.elements import DocumentContent, ElementCollector, attribute, child, local, parse_xml
from extraction.readers.html import html_content
from extraction.readers.list_labels import numbered
from extraction.reasons import ReasonCode
from extraction.types import TextState, Unreadable

MAX_DEPTH = 3  # documents within documents
MAX_CELLS = 64

MAIL_START = re.compile(rb"\s*(?:mime-version|from|date|subject|content-type)\s*:", re.IGNORECASE)


def read_docx(path: Path) -> DocumentContent:
    """The elements of a Word document, deleted and hidden text and headers left out, notes at the end.

    Raises:
        Unreadable: Damaged, or defining entities.
    """
    with path.open("rb") as file, open_package(file) as package:
        return _DocxDocument(package).content()


class _DocxDocument:
    def __init__(self, package: zipfile.ZipFile, depth: int = 0) -> None:
        self.package = package
        self.depth = depth
        self.main = self._main_part()
        self.targets = self._targets(self.main)
        self.styles = Styles(self._related("styles"))
        self.numbering = Numbering(self._related("numbering"), self.styles)
        self.collector = ElementCollector()
        self.runs = RunReader(self.styles, self.collector)
        self.waiting = ""  # text of a paragraph that runs on into the next: a large first letter, a deleted end

    def content(self) -> DocumentContent:
        content = part_of(self.package, self.main)
        if not content:
            raise Unreadable(TextState.DAMAGED, ReasonCode.BROKEN_XML)
        root = parse_xml(content)
        body = child(root, "body")
        self._container(body if body is not None else root)
        self._notes()
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
        return self._part(next((name for found, name in self.targets.values() if found == kind), ""))

    def _part(self, name: str) -> etree._Element | None:
        content = part_of(self.package, name) if name else b""
        try:
            return parse_xml(content) if content else None
        except Unreadable:
            return None  # the text itself may be whole

    def _notes(self) -> None:
        """The notes that the text refers to, in its order; those of deleted text are no part of it."""
        roots = {name: self._related(f"{name}s") for name in ("footnote", "endnote")}
        by_id = {
            (name, attribute(note, "id")): note
            for name, root in roots.items()
            for note in (root if root is not None else ())
            if local(note) == name and attribute(note, "type") in ("", "normal")
        }
        for mark in list(self.runs.notes):
            if mark in by_id:
                self._container(by_id[mark])

    def _container(self, parent: Iterable[etree._Element]) -> None:
        """The blocks of the body, a cell, a box or a note; what waits at its end is a paragraph of its own."""
        self._blocks(parent)
        self._end_waiting()

    def _end_waiting(self) -> None:
        text, self.waiting = self.waiting, ""
        self.collector.paragraph(text)

    def _blocks(self, parent: Iterable[etree._Element]) -> None:
        for element in parent:
            name = local(element)
            if name == "p":
                self._paragraph(element)
            elif name == "tbl":
                self._end_waiting()
                self._table(element)
            elif name == "altChunk":
                self._alt_chunk(attribute(element, "id"))
            elif name in DELETED:
                self.runs.leave_out(element)
            elif name in TRANSPARENT and not is_empty_field(element):
                self._blocks(element)
            elif name == "AlternateContent":
                self._blocks(first_choice(element))

    def _paragraph(self, paragraph: etree._Element) -> None:
        text = self.runs.text(paragraph)
        if is_drop_cap(paragraph) or is_joined(paragraph):
            self.waiting += text.strip() if is_drop_cap(paragraph) else text
        else:
            text, self.waiting = self.waiting + text, ""
            properties = child(paragraph, "pPr")
            text = numbered(self.numbering.label(properties), text)
            self.collector.language = self.runs.language(paragraph)
            level, is_item = self.styles.role(properties)
            if level:
                self.collector.heading(text, level)
            elif is_item:
                self.collector.item(text)
            else:
                self.collector.paragraph(text)
            self.collector.language = ""
        self._attached()

    def _attached(self) -> None:
        """What hangs on the text that was read: boxes, diagrams, charts."""
        boxes, drawings, word_art = self.runs.take()
        for box in boxes:
            waiting, self.waiting = self.waiting, ""
            self._container(box)
            self.waiting = waiting
        for text in word_art:
            self.collector.paragraph(text)
        for relation in drawings:
            self._drawing(relation)

    def _drawing(self, relation: str) -> None:
        kind, name = self.targets.get(relation, ("", ""))
        root = self._part(name)
        if root is None:
            return
        if kind == "diagramData":
            for text in diagram_texts(root):
                self.collector.item(text)
            self.collector.end_list()
            return
        for text in chart_texts(root):
            self.collector.paragraph(text)
        self.collector.table(chart_rows(root))

    def _table(self, table: etree._Element) -> None:
        around, self.runs.table_style = (
            self.runs.table_style,
            attribute(child(child(table, "tblPr"), "tblStyle"), "val"),
        )
        rows = [list(self.runs.cells(row)) for row in self.runs.rows(table)]
        if rows and all(len(row) <= 1 for row in rows):
            for row in rows:  # a frame around text, not a table
                for cell in row:
                    self._container(cell)
        else:
            self.collector.table([[self._cell_text(cell) for cell in row[:MAX_CELLS]] for row in rows])
            self._attached()
        self.runs.table_style = around

    def _cell_text(self, cell: etree._Element) -> str:
        """All text of a cell, tables within it as well; a blank between its paragraphs."""
        return "" if is_merged(cell) else "".join(self._cell_texts(cell)).strip()

    def _cell_texts(self, parent: etree._Element) -> Iterator[str]:
        for element in parent:
            name = local(element)
            if name == "p":
                yield numbered(self.numbering.label(child(element, "pPr")), self.runs.text(element))
                yield "" if is_joined(element) else " "
            elif name == "tbl":
                yield from (
                    self._cell_text(cell) + " " for row in self.runs.rows(element) for cell in self.runs.cells(row)
                )
            elif name in DELETED:
                self.runs.leave_out(element)
            elif name in TRANSPARENT and not is_empty_field(element):
                yield from self._cell_texts(element)
            elif name == "AlternateContent":
                yield from self._cell_texts(first_choice(element))

    def _alt_chunk(self, relation: str) -> None:
        """Text in another format that Word shows as part of the document."""
        _, name = self.targets.get(relation, ("", ""))
        content = part_of(self.package, name) if name and self.depth < MAX_DEPTH else b""
        if content.startswith(b"PK"):
            with open_package(io.BytesIO(content)) as package:
                found = _DocxDocument(package, self.depth + 1).content()
        elif content and not content.lstrip().startswith(b"{\\rtf"):
            found = html_content(unpack_mhtml(content))
        else:
            return
        self.collector.add(found)


def unpack_mhtml(content: bytes) -> bytes:
    """The page itself when it is packed as a mail (MHT), as Word saves web pages."""
    if not MAIL_START.match(content):
        return content
    for part in email.message_from_bytes(content).walk():
        if part.get_content_type() in ("text/html", "text/plain"):
            payload = part.get_payload(decode=True)
            return payload if isinstance(payload, bytes) else b""
    return b""
