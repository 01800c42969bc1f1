"""The text of paragraphs and table cells of a Word document."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from extraction.readers.elements import attribute, child, local

TRANSPARENT = {
    "sdt", "sdtContent", "customXml", "smartTag", "hyperlink", "ins", "moveTo", "fldSimple", "body", "dir", "bdo",
}  # fmt: skip
SKIPPED = {
    "del", "moveFrom", "instrText", "delText", "delInstrText", "pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr",
    "sectPr", "sdtPr", "sdtEndPr", "annotationRef", "footnoteRef", "endnoteRef", "proofErr", "rt", "docPartObj",
}  # fmt: skip
CONTROL_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}


def first_choice(alternate: etree._Element) -> etree._Element:
    """The first alternative of an AlternateContent; the others are the same for older programs."""
    chosen = child(alternate, "Choice")
    if chosen is not None and len(chosen):
        return chosen
    fallback = child(alternate, "Fallback")
    return fallback if fallback is not None else alternate


def paragraph_text(parent: etree._Element, boxes: list[etree._Element]) -> Iterator[str]:
    """The text of a paragraph; text boxes anchored in it are added to `boxes`."""
    for element in parent:
        name = local(element)
        if name == "t":
            yield element.text or ""
        elif name in CONTROL_CHARACTERS:
            yield CONTROL_CHARACTERS[name]
        elif name == "txbxContent":
            boxes.append(element)
        elif name == "AlternateContent":
            yield from paragraph_text(first_choice(element), boxes)
        elif name == "r" and _is_hidden(element):
            continue
        elif name not in SKIPPED:
            yield from paragraph_text(element, boxes)


def is_drop_cap(paragraph: etree._Element) -> bool:
    """Whether it holds nothing but the large first letter of the next paragraph."""
    return attribute(child(child(paragraph, "pPr"), "framePr"), "dropCap") in ("drop", "margin")


def _is_hidden(run: etree._Element) -> bool:
    vanish = child(child(run, "rPr"), "vanish")
    return vanish is not None and attribute(vanish, "val") not in ("0", "false", "off")


def table_rows(parent: etree._Element) -> Iterator[etree._Element]:
    for element in parent:
        if local(element) == "tr" and child(child(element, "trPr"), "del") is None:
            yield element
        elif local(element) in TRANSPARENT:
            yield from table_rows(element)


def row_cells(parent: etree._Element) -> Iterator[etree._Element]:
    for element in parent:
        if local(element) == "tc":
            yield element
        elif local(element) in TRANSPARENT:
            yield from row_cells(element)


def cell_text(cell: etree._Element, boxes: list[etree._Element]) -> str:
    """All text of a cell, tables within it as well; a blank between its paragraphs."""
    merged = child(child(cell, "tcPr"), "vMerge")
    if merged is not None and attribute(merged, "val") in ("", "continue"):
        return ""
    paragraphs = (element for element in cell.iter() if local(element) == "p" and not _is_in_text_box(element, cell))
    return " ".join("".join(paragraph_text(paragraph, boxes)) for paragraph in paragraphs)


def _is_in_text_box(paragraph: etree._Element, cell: etree._Element) -> bool:
    """Whether a paragraph of a cell stands in a text box, which is read on its own."""
    for parent in paragraph.iterancestors():
        if parent is cell:
            return False
        if local(parent) in ("txbxContent", "Fallback"):
            return True
    return False
