"""What the readers of formats without pages give: the parts of a document in order, and the XML they are read from."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from lxml import etree

from library_plans.ingest.types import PassageKind, TextState, Unreadable

BLANKS = re.compile(r"[^\S\n]+")
NO_LETTERS = re.compile(r"[\W_]*")
# Soft hyphens, zero-width marks and control characters say nothing to a reader.
UNSEEN = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")

BROKEN_XML = "Filen är skadad: dokumentets text går inte att läsa."
ENTITIES = "Filen är skadad: den bygger på en teknik (XML-entiteter) som inte hör hemma i ett dokument."
EMPTY = "Dokumentet innehåller ingen text."


@dataclass(frozen=True, slots=True)
class Part:
    """A heading, paragraph, list or table, of any length; `level` is 1-6 for a heading, else 0."""

    kind: PassageKind
    text: str
    level: int = 0


class Parts:
    """Collects parts in order; what is empty is left out, and items that follow each other become one list."""

    def __init__(self) -> None:
        self.found: list[Part] = []
        self._items: list[str] = []

    def heading(self, text: str, level: int) -> None:
        self._add(PassageKind.HEADING, one_line(text), min(max(level, 1), 6))

    def paragraph(self, text: str) -> None:
        self._add(PassageKind.PARAGRAPH, one_line(text))

    def item(self, text: str) -> None:
        text = one_line(text)
        if text:
            self._items.append(text)

    def table(self, rows: list[list[str]]) -> None:
        """Rows of cells. A table of one column was made for its looks: its cells are paragraphs."""
        cells = [[one_line(cell) for cell in row] for row in rows]
        cells = [row for row in cells if any(row)]
        if all(sum(bool(cell) for cell in row) <= 1 for row in cells):
            for row in cells:
                self.paragraph(" ".join(filter(None, row)))
            return
        self._add(PassageKind.TABLE, "\n".join("\t".join(row).rstrip("\t") for row in cells))

    def end(self) -> list[Part]:
        """All that was collected.

        Raises:
            Unreadable: There is not a word in it (`no_text`).
        """
        self._end_list()
        if all(NO_LETTERS.fullmatch(part.text) for part in self.found):
            raise Unreadable(TextState.NO_TEXT, EMPTY)
        return self.found

    def _add(self, kind: PassageKind, text: str, level: int = 0) -> None:
        if not text:
            return
        self._end_list()
        self.found.append(Part(kind, text, level))

    def _end_list(self) -> None:
        items, self._items = self._items, []
        if items:
            self.found.append(Part(PassageKind.LIST, "\n".join(items)))


def one_line(text: str) -> str:
    """Composed letters, single blanks, nothing unseen.

    >>> one_line("  för\\u00adskolans\\n bo\\u0308cker ")
    'förskolans böcker'
    """
    return " ".join(unicodedata.normalize("NFC", UNSEEN.sub("", text)).split())


def xml_of(data: bytes) -> etree._Element:
    """The root of an XML part. Nothing is fetched and no entity is expanded.

    Raises:
        Unreadable: Not well-formed, or it defines entities.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, collect_ids=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(TextState.DAMAGED, ENTITIES if b"<!ENTITY" in data else BROKEN_XML) from error
    subset = root.getroottree().docinfo.internalDTD
    if subset is not None and any(True for _ in subset.iterentities()):
        raise Unreadable(TextState.DAMAGED, ENTITIES)
    return root


def local(element: etree._Element) -> str:
    """The name without its namespace: transitional and strict OOXML, and all ages of ODF, differ only there."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element, name: str) -> str:
    """The attribute with this local name, or ""."""
    for key, value in element.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return ""
