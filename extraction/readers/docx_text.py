"""The text of paragraphs and table cells of a Word document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from extraction.readers.docx_styles import Styles, is_on
from extraction.readers.elements import ElementCollector, attribute, child, local
from extraction.readers.inline_text import LINE_BREAK, raised

TRANSPARENT = {
    "sdt", "sdtContent", "customXml", "smartTag", "hyperlink", "ins", "moveTo", "fldSimple", "body", "dir", "bdo",
}  # fmt: skip
DELETED = {"del", "moveFrom"}
SKIPPED = {
    "instrText", "delText", "delInstrText", "pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr",
    "sdtEndPr", "annotationRef", "proofErr", "rt",
}  # fmt: skip
CONTROL_CHARACTERS = {"tab": "\t", "br": LINE_BREAK, "cr": LINE_BREAK, "noBreakHyphen": "-", "ptab": "\t"}
TEXT_BOXES = {"txbxContent", "txBody"}
NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
DRAWINGS = {"relIds": "dm", "chart": "id"}  # a diagram (SmartArt), a chart; the attribute that names its part
HIDDEN_SHAPE = re.compile(r"visibility\s*:\s*hidden", re.IGNORECASE)


class RunReader:
    """Reads runs of text; what hangs on them is kept until `take` asks for it."""

    def __init__(self, styles: Styles, collector: ElementCollector) -> None:
        self.styles = styles
        self.collector = collector
        self.table_style = ""
        self.boxes: list[etree._Element] = []
        self.drawings: list[str] = []  # relations of their parts
        self.word_art: list[str] = []
        self.notes: dict[tuple[str, str], None] = {}  # kind and id, in the order of their marks

    def text(self, paragraph: etree._Element) -> str:
        """The text of a paragraph without what is hidden or deleted."""
        style = attribute(child(child(paragraph, "pPr"), "pStyle"), "val")
        return "".join(self._texts(paragraph, style))

    def language(self, paragraph: etree._Element) -> str:
        """The language that all text of a paragraph is declared to be in, if there is one."""
        style = attribute(child(child(paragraph, "pPr"), "pStyle"), "val")
        runs = (part for part in paragraph.iter() if local(part) == "r" and child(part, "t") is not None)
        found = {self.styles.language(child(run, "rPr"), style) for run in runs}
        return found.pop() if len(found) == 1 else ""

    def take(self) -> tuple[list[etree._Element], list[str], list[str]]:
        """The text boxes, relations of drawings, and texts of WordArt that were met since the last time."""
        taken = self.boxes, self.drawings, self.word_art
        self.boxes, self.drawings, self.word_art = [], [], []
        return taken

    def _texts(self, parent: etree._Element, style: str) -> Iterator[str]:
        for element in parent:
            name = local(element)
            if name == "t":
                yield element.text or ""
            elif name in CONTROL_CHARACTERS:
                yield CONTROL_CHARACTERS[name]
            elif name == "r":
                yield self._run(element, style)
            elif name == "AlternateContent":
                yield from self._texts(first_choice(element), style)
            elif name in DELETED or is_hidden_shape(element):
                self.leave_out(element)
            elif not (self._keep(element, name) or name in SKIPPED or is_empty_field(element)):
                yield from self._texts(element, style)

    def _run(self, run: etree._Element, style: str) -> str:
        properties = child(run, "rPr")
        if self.styles.is_hidden(properties, style, self.table_style):
            self.leave_out(run)
            return ""
        if self.styles.is_placeholder(properties):
            return ""
        text = "".join(self._texts(run, style))
        return raised(text) if text and self.styles.is_raised(properties, style) else text

    def _keep(self, element: etree._Element, name: str) -> bool:
        """Whether an element hangs on the text and is read after it."""
        if name in TEXT_BOXES:
            self.boxes.append(element)
        elif name in DRAWINGS:
            self.drawings.append(attribute(element, DRAWINGS[name]))
        elif name in NOTES:
            self.notes[NOTES[name], attribute(element, "id")] = None
        elif name == "textpath":
            self.word_art.append(attribute(element, "string"))
        else:
            return False
        return True

    def leave_out(self, element: etree._Element) -> None:
        """Pass over hidden or deleted content, and remember it when it has text."""
        words = (part.text or "" for part in element.iter() if local(part) in ("t", "delText"))
        self.collector.leave_out("".join(words))

    def rows(self, parent: etree._Element) -> Iterator[etree._Element]:
        """The rows of a table that are shown."""
        for element in parent:
            properties = child(element, "trPr")
            if local(element) == "tr":
                if child(properties, "del") is not None or is_on(properties, "hidden"):
                    self.leave_out(element)
                else:
                    yield element
            elif local(element) in TRANSPARENT and not is_empty_field(element):
                yield from self.rows(element)

    def cells(self, parent: etree._Element) -> Iterator[etree._Element]:
        """The cells of a row that are shown; an empty field in the place of one is a cell as well."""
        for element in parent:
            if local(element) == "tc":
                if child(child(element, "tcPr"), "cellDel") is not None:
                    self.leave_out(element)
                else:
                    yield element
            elif local(element) in TRANSPARENT:
                for cell in self.cells(element):
                    if is_empty_field(element):
                        del cell[:]
                    yield cell


def first_choice(alternate: etree._Element) -> etree._Element:
    """The first alternative of an AlternateContent; the others are the same for older programs."""
    chosen = child(alternate, "Choice")
    if chosen is not None and len(chosen):
        return chosen
    fallback = child(alternate, "Fallback")
    return fallback if fallback is not None else alternate


def is_empty_field(element: etree._Element) -> bool:
    """Whether a content control shows its prompt, such as "Click here to enter text"."""
    return is_on(child(element, "sdtPr"), "showingPlcHdr") is True


def is_hidden_shape(element: etree._Element) -> bool:
    """Whether a drawing or one of its shapes is not shown."""
    properties = child(element, "docPr") if local(element) in ("anchor", "inline") else child(element, "cNvPr")
    if attribute(properties, "hidden") in ("1", "true"):
        return True
    return local(element) in ("shape", "rect", "group") and bool(HIDDEN_SHAPE.search(attribute(element, "style")))


def is_joined(paragraph: etree._Element) -> bool:
    """Whether the paragraph runs on into the next: its end is deleted, moved away or hidden."""
    end = child(child(paragraph, "pPr"), "rPr")
    if child(end, "del") is not None or child(end, "moveFrom") is not None:
        return True
    return is_on(end, "vanish") is True and not is_on(end, "specVanish")


def is_drop_cap(paragraph: etree._Element) -> bool:
    """Whether it holds nothing but the large first letter of the next paragraph."""
    return attribute(child(child(paragraph, "pPr"), "framePr"), "dropCap") in ("drop", "margin")


def is_merged(cell: etree._Element) -> bool:
    """Whether a cell belongs to the one above or before it."""
    properties = child(cell, "tcPr")
    merged = [found for name in ("vMerge", "hMerge") if (found := child(properties, name)) is not None]
    return any(attribute(one, "val") in ("", "continue") for one in merged)
