"""The elements that readers of formats without pages return, in document order, and helpers for XML."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from extraction.readers.inline_text import one_line
from extraction.reasons import ReasonCode
from extraction.types import PassageKind, TextState, Unreadable


@dataclass(frozen=True, slots=True)
class DocumentElement:
    """A paragraph, a heading, a whole list (an item a line) or a whole table (a row a line, tabs between cells)."""

    kind: PassageKind
    text: str
    level: int = 0  # 1-6 for a heading, else 0
    language: str = ""  # BCP 47, as the document declares it


@dataclass(frozen=True, slots=True)
class DocumentContent:
    """What a reader found in a document: its elements, and whether it left out text that is hidden or deleted there."""

    elements: list[DocumentElement]
    hides_text: bool = False


class ElementCollector:
    """Collects elements; items of a list that follow each other become one element."""

    def __init__(self) -> None:
        self.found: list[DocumentElement] = []
        self.hides_text = False
        self.language = ""  # of what is added, as the document declares it
        self._items: list[str] = []
        self._language_of_items = ""

    def paragraph(self, text: str) -> None:
        self._add(PassageKind.PARAGRAPH, one_line(text))

    def heading(self, text: str, level: int) -> None:
        self._add(PassageKind.HEADING, one_line(text), min(max(level, 1), 6))

    def item(self, text: str) -> None:
        if not (text := one_line(text)):
            return
        if self._items and self._language_of_items != self.language:
            self.end_list()
        self._items.append(text)
        self._language_of_items = self.language

    def table(self, rows: list[list[str]]) -> None:
        lines = ["\t".join(one_line(cell) for cell in row).rstrip("\t") for row in rows]
        self._add(PassageKind.TABLE, "\n".join(line for line in lines if line.strip()))

    def end_list(self) -> None:
        if self._items:
            language = self._language_of_items
            self.found.append(DocumentElement(PassageKind.LIST, "\n".join(self._items), language=language))
            self._items = []

    def leave_out(self, text: str) -> None:
        """Remember that text is left out because the document hides it."""
        self.hides_text = self.hides_text or any(map(str.isalnum, text))

    def add(self, content: DocumentContent) -> None:
        """Put in what was found in a document within this one."""
        self.end_list()
        self.found += content.elements
        self.hides_text = self.hides_text or content.hides_text

    def _add(self, kind: PassageKind, text: str, level: int = 0) -> None:
        if not text.strip():
            return
        self.end_list()
        self.found.append(DocumentElement(kind, text, level, self.language))

    def all(self) -> DocumentContent:
        self.end_list()
        return DocumentContent(self.found, self.hides_text)


def primary_language(written: str) -> str:
    """The language of a BCP 47 tag without region and script: "sv-SE" is "sv"; empty for what names no language."""
    primary = written.replace("_", "-").partition("-")[0].lower()
    return primary if primary.isascii() and primary.isalpha() and len(primary) in (2, 3) and primary != "und" else ""


def parse_xml(content: bytes) -> etree._Element:
    """The root of an XML part: nothing is fetched and no entity expanded; repeated ids do no harm.

    Raises:
        Unreadable: Not well formed, or it defines entities of its own.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=True,  # a picture in a flat file is one long text
        load_dtd=False,
        collect_ids=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        code = ReasonCode.ENTITY_DEFINITIONS if b"<!ENTITY" in content else ReasonCode.BROKEN_XML
        raise Unreadable(TextState.DAMAGED, code) from error
    subset = root.getroottree().docinfo.internalDTD
    if subset is not None and any(True for _ in subset.iterentities()):
        raise Unreadable(TextState.DAMAGED, ReasonCode.ENTITY_DEFINITIONS)
    return root


def local(element: etree._Element) -> str:
    """The name of an element without its namespace: strict and transitional OOXML differ in nothing else here."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element | None, name: str) -> str:
    """The value of an attribute in whichever namespace; empty when it is not there."""
    if element is None:
        return ""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """The first child with this local name."""
    if element is None:
        return None
    return next((found for found in element if local(found) == name), None)
